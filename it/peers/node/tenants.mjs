// Who the tenants are, and what config_get answers each of them.
export class Tenants {
  #configs = new Map();

  constructor(count, topic) {
    for (let n = 0; n < count; n++) this.#configs.set(`tenant-${n}`, new Map([['topic', topic]]));
  }

  config(tenant) {
    const config = this.#configs.get(tenant);
    if (config === undefined) throw new Error(`tenant: ${tenant} (expected: one that is known)`);
    return config;
  }
}
