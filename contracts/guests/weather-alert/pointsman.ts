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
