// One job: what it was given, what it asked for, and the records that come of it. The result has the headers of one of
// Pointsman's, without the bill and the policy's version, which there are none of here.
const text = (bytes) => (bytes === undefined || bytes === null ? '' : bytes.toString());

export class Job {
  constructor(message, tenants) {
    this.key = message.key;
    this.input = message.value;
    this.id = text(message.headers.ce_id);
    this.tenant = text(message.headers.ce_tenant);
    this.module = text(message.headers.ce_module);
    this.config = tenants.config(this.tenant);
    this.startedAt = Date.now();
    this.publications = [];
    this.kept = [];
    this.output = null;
  }

  result(partition, digest) {
    return {
      partition,
      key: this.key,
      value: this.output,
      headers: {
        ce_specversion: '1.0',
        ce_id: this.id,
        ce_source: 'urn:peer:node',
        ce_type: 'dev.pointsman.job.finished.v1',
        ce_time: new Date().toISOString(),
        ce_subject: `${this.tenant}/${this.id}`,
        ce_tenant: this.tenant,
        ce_module: this.module,
        ce_moduledigest: digest,
        ce_attempt: '1',
        ce_durationms: String(Date.now() - this.startedAt),
        ce_outcome: 'success',
        ce_exitcode: '0',
        'content-type': 'application/octet-stream',
        ce_causationid: this.id,
      },
    };
  }

  published() {
    return this.publications.map(({ key, type, contentType, value }, n) => ({
      key,
      value,
      headers: {
        ce_specversion: '1.0',
        ce_id: `${this.id}-${n + 1}`,
        ce_source: `urn:peer:node:${this.tenant}:${this.module}`,
        ce_type: type,
        ce_tenant: this.tenant,
        ce_causationid: this.id,
        'content-type': contentType,
      },
    }));
  }

  state(partition) {
    return this.kept.map(({ name, value }) => ({
      partition,
      key: `${this.tenant}/${text(this.key)}/${name}`,
      value,
    }));
  }
}
