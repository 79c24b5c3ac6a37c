// What a job may ask of Pointsman, for AssemblyScript. A sample to copy into a job, not a package.
//
// A job imports only the functions it uses. Asking for something the tenant was not granted ends
// the job on the spot (capability-denied), so none of these calls has an error for that.

export enum Level { TRACE, DEBUG, INFO, WARN, ERROR, CRITICAL }

/** Writes one log line, in the name of this tenant and job. */
export function log(level: Level, line: string): void {
  const text = utf8(line);
  host_log(level, at(text), text.byteLength);
}

/** The value the operator set for this tenant; null when there is no such key. */
export function config(key: string): string | null {
  return ask(host_config_get, key);
}

/** A secret the operator set for this tenant; null when there is no such name. */
export function secret(name: string): string | null {
  return ask(host_secret_get, name);
}

/** Adds to a counter that the tenant's policy names; counted when the job succeeds. */
export function metric(name: string, amount: i64): void {
  const text = utf8(name);
  host_metric_add(at(text), text.byteLength, amount);
}

/**
 * Asks the web, and waits. Headers are lines "name: value\n". The answer is its status, a line for each header, an empty
 * line, and the body; "0 " and a name instead of the status when there was no answer.
 */
export function http(method: string, url: string, headers: string, body: ArrayBuffer): ArrayBuffer {
  const texts = [utf8(method), utf8(url), utf8(headers)];
  let out = new ArrayBuffer(4096);
  while (true) {
    const answer = host_http_request(
      at(texts[0]), texts[0].byteLength,
      at(texts[1]), texts[1].byteLength,
      at(texts[2]), texts[2].byteLength,
      at(body), body.byteLength,
      at(out), out.byteLength,
    );
    if (answer >= 0) return out.slice(0, answer);
    out = new ArrayBuffer(-(answer + 1)); // asked again, the host hands over the answer it has
  }
}

/** A fact about this job: tenant, job-id, attempt, deadline-millis, traceparent ... */
export function context(name: string): string | null {
  return ask(host_context_get, name);
}

/** A record for a topic. It becomes visible together with the job's success, or not at all. */
export function publish(topic: string, key: string, type: string, contentType: string, value: string): void {
  const bytes = [utf8(topic), utf8(key), utf8(type), utf8(contentType), utf8(value)];
  host_publish(
    at(bytes[0]), bytes[0].byteLength,
    at(bytes[1]), bytes[1].byteLength,
    at(bytes[2]), bytes[2].byteLength,
    at(bytes[3]), bytes[3].byteLength,
    at(bytes[4]), bytes[4].byteLength,
  );
}

/** The host answers with a length, with -1 for "not there", or with -(n+1) for "needs n bytes". */
function ask(
  get: (name: usize, length: usize, out: usize, capacity: usize) => i32,
  name: string,
): string | null {
  const key = utf8(name);
  let out = new ArrayBuffer(128);
  let answer = get(at(key), key.byteLength, at(out), out.byteLength);
  while (answer < -1) {
    out = new ArrayBuffer(-(answer + 1));
    answer = get(at(key), key.byteLength, at(out), out.byteLength);
  }
  return answer < 0 ? null : String.UTF8.decode(out.slice(0, answer));
}

function utf8(text: string): ArrayBuffer {
  return String.UTF8.encode(text);
}

function at(buffer: ArrayBuffer): usize {
  return changetype<usize>(buffer);
}

@external("pointsman/v1", "log")
declare function host_log(level: i32, line: usize, length: usize): i32;

@external("pointsman/v1", "config_get")
declare function host_config_get(key: usize, length: usize, out: usize, capacity: usize): i32;

@external("pointsman/v1", "secret_get")
declare function host_secret_get(name: usize, length: usize, out: usize, capacity: usize): i32;

@external("pointsman/v1", "metric_add")
declare function host_metric_add(name: usize, length: usize, amount: i64): i32;

@external("pointsman/v1", "http_request")
declare function host_http_request(
  method: usize, methodLength: usize,
  url: usize, urlLength: usize,
  headers: usize, headersLength: usize,
  body: usize, bodyLength: usize,
  out: usize, capacity: usize,
): i32;

@external("pointsman/v1", "context_get")
declare function host_context_get(name: usize, length: usize, out: usize, capacity: usize): i32;

@external("pointsman/v1", "publish")
declare function host_publish(
  topic: usize, topicLength: usize,
  key: usize, keyLength: usize,
  type: usize, typeLength: usize,
  contentType: usize, contentTypeLength: usize,
  value: usize, valueLength: usize,
): i32;

/**
 * A text that a job of this tenant and key has kept; null when there is none. What a job keeps
 * becomes visible to the next one when it succeeds; only jobs whose records have a key may.
 */
export function state(name: string): string | null {
  return ask(host_state_get, name);
}

/** Whether the tenant has room for it; if not, nothing has changed. */
export function keep(name: string, value: string): bool {
  const key = utf8(name);
  const text = utf8(value);
  return host_state_set(at(key), key.byteLength, at(text), text.byteLength) == 0;
}

/** Whether there was something of this name. */
export function forget(name: string): bool {
  const key = utf8(name);
  return host_state_delete(at(key), key.byteLength) == 0;
}

/** The next names that begin with the prefix, behind this one (at first ""); none at the end. */
export function names(prefix: string, after: string): string[] {
  const from = utf8(prefix);
  const behind = utf8(after);
  const out = new ArrayBuffer(4096);
  const length = host_state_list(
    at(from), from.byteLength, at(behind), behind.byteLength, at(out), out.byteLength);
  const bytes = Uint8Array.wrap(out);
  const names: string[] = [];
  for (let place = 0; place < length; place += 1 + bytes[place]) {
    names.push(String.UTF8.decode(out.slice(place + 1, place + 1 + bytes[place])));
  }
  return names;
}

@external("pointsman/v1", "state_get")
declare function host_state_get(name: usize, length: usize, out: usize, capacity: usize): i32;

@external("pointsman/v1", "state_set")
declare function host_state_set(name: usize, length: usize, value: usize, size: usize): i32;

@external("pointsman/v1", "state_delete")
declare function host_state_delete(name: usize, length: usize): i32;

@external("pointsman/v1", "state_list")
declare function host_state_list(
  prefix: usize, prefixLength: usize,
  after: usize, afterLength: usize,
  out: usize, capacity: usize,
): i32;
