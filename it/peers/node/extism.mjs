// Runs the same work by Extism's SDK, whose host functions take the context of the call they are called in. A plugin is one
// instance, made once and reset before each job: what it isolates is less than a fresh instance does.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import createPlugin from '@extism/extism';

export async function open(file) {
  const bytes = await readFile(file);
  const plugin = await createPlugin(
    { wasm: [{ data: bytes }] },
    { useWasi: true, functions: { 'extism:host/user': hostFunctions() } },
  );
  return new ExtismGuests(plugin, createHash('sha256').update(bytes).digest('hex'));
}

class ExtismGuests {
  #plugin;

  constructor(plugin, digest) {
    this.#plugin = plugin;
    this.digest = `sha256:${digest}`;
  }

  async run(job) {
    await this.#plugin.reset();
    const output = await this.#plugin.call('run', job.input, job);
    if (output === null) throw new Error(`${job.id}: no output (expected: a line of JSON)`);
    job.output = Buffer.from(output.bytes());
  }
}

function hostFunctions() {
  const text = (context, at) => context.read(at).string();
  const bytes = (context, at) => Buffer.from(context.read(at).bytes());
  return {
    config_get: (context, key) => context.store(context.hostContext().config.get(text(context, key))),
    context_get: (context, name) => context.store(context.hostContext()[text(context, name)]),
    state_set: (context, name, value) => {
      context.hostContext().kept.push({ name: text(context, name), value: bytes(context, value) });
    },
    publish: (context, topic, key, type, contentType, value) => {
      context.hostContext().publications.push({
        topic: text(context, topic),
        key: bytes(context, key),
        type: text(context, type),
        contentType: text(context, contentType),
        value: bytes(context, value),
      });
    },
  };
}
