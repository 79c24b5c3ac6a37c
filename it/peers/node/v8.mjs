// Runs the module of a job in V8: compiled once, a fresh instance for each job. What a guest may import is made once, too,
// and acts on the job that is running, of which there is never a second one in a process.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

const OK = 0;
const BAD_FILE = 8;
const NO_SEEK = 70;

class Exit {
  constructor(code) {
    this.code = code;
  }
}

export async function open(file) {
  const bytes = await readFile(file);
  return new V8Guests(await WebAssembly.compile(bytes), createHash('sha256').update(bytes).digest('hex'));
}

class V8Guests {
  #module;
  #job;
  #memory;
  #read;
  #written;
  #imports;

  constructor(module, digest) {
    this.#module = module;
    this.digest = `sha256:${digest}`;
    this.#imports = { wasi_snapshot_preview1: this.#wasi(), 'pointsman/v1': this.#capabilities() };
  }

  async run(job) {
    this.#job = job;
    this.#read = 0;
    this.#written = [];
    const { exports } = new WebAssembly.Instance(this.#module, this.#imports);
    this.#memory = exports.memory;
    try {
      exports._start();
    } catch (end) {
      if (!(end instanceof Exit)) throw end;
      if (end.code !== 0) throw new Error(`${job.id}: exit ${end.code} (expected: 0)`);
    }
    job.output = this.#written.length === 1 ? this.#written[0] : Buffer.concat(this.#written);
  }

  #bytes(at, length) {
    return Buffer.from(this.#memory.buffer, at, length);
  }

  #copy(at, length) {
    return Buffer.from(this.#bytes(at, length));
  }

  #text(at, length) {
    return this.#bytes(at, length).toString();
  }

  #answer(value, out, capacity) {
    if (value === undefined) return -1;
    const bytes = Buffer.from(value);
    if (bytes.length > capacity) return -(bytes.length + 1);
    bytes.copy(this.#bytes(out, capacity));
    return bytes.length;
  }

  #capabilities() {
    const facts = { tenant: () => this.#job.tenant, 'job-id': () => this.#job.id };
    return {
      config_get: (key, length, out, capacity) =>
        this.#answer(this.#job.config.get(this.#text(key, length)), out, capacity),
      context_get: (name, length, out, capacity) =>
        this.#answer(facts[this.#text(name, length)]?.(), out, capacity),
      state_set: (name, nameLength, value, length) => {
        this.#job.kept.push({ name: this.#text(name, nameLength), value: this.#copy(value, length) });
        return 0;
      },
      publish: (topic, topicLength, key, keyLength, type, typeLength, content, contentLength, value, length) => {
        this.#job.publications.push({
          topic: this.#text(topic, topicLength),
          key: this.#copy(key, keyLength),
          type: this.#text(type, typeLength),
          contentType: this.#text(content, contentLength),
          value: this.#copy(value, length),
        });
        return 0;
      },
    };
  }

  #wasi() {
    return {
      fd_read: (fd, vectors, count, read) => (fd === 0 ? this.#readInto(vectors, count, read) : BAD_FILE),
      fd_write: (fd, vectors, count, written) => (fd === 1 || fd === 2 ? this.#writeFrom(fd, vectors, count, written) : BAD_FILE),
      fd_seek: () => NO_SEEK,
      fd_close: () => OK,
      proc_exit: (code) => {
        throw new Exit(code);
      },
    };
  }

  #readInto(vectors, count, read) {
    const view = new DataView(this.#memory.buffer);
    let total = 0;
    for (let n = 0; n < count; n++) {
      const at = view.getUint32(vectors + 8 * n, true);
      const length = Math.min(view.getUint32(vectors + 8 * n + 4, true), this.#job.input.length - this.#read);
      this.#job.input.copy(this.#bytes(at, length), 0, this.#read, this.#read + length);
      this.#read += length;
      total += length;
    }
    view.setUint32(read, total, true);
    return OK;
  }

  #writeFrom(fd, vectors, count, written) {
    const view = new DataView(this.#memory.buffer);
    let total = 0;
    for (let n = 0; n < count; n++) {
      const at = view.getUint32(vectors + 8 * n, true);
      const length = view.getUint32(vectors + 8 * n + 4, true);
      if (fd === 1 && length > 0) this.#written.push(this.#copy(at, length));
      total += length;
    }
    view.setUint32(written, total, true);
    return OK;
  }
}
