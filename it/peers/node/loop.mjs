// Takes what a fetch brings of a partition, runs it job by job, and writes all that comes of it at once: in a transaction
// with the offsets, or without one and the offsets afterwards.
import { Job } from './job.mjs';

// A fetch brings a few thousand jobs, so that what a transaction costs is shared by as many.
const FETCH_BYTES = 4 * 1024 * 1024;

// kafkajs makes one batch of what it is told to send to a partition, and a topic takes no more than a mebibyte at once.
const JOBS_A_SEND = 1000;

export class JobLoop {
  committed = 0;
  #settings;
  #guests;
  #tenants;
  #consumer;
  #producer;
  #transactional;

  constructor(kafka, settings, guests, tenants, transactional) {
    this.#settings = settings;
    this.#guests = guests;
    this.#tenants = tenants;
    this.#transactional = transactional;
    this.#consumer = kafka.consumer({
      groupId: settings.group,
      maxBytesPerPartition: FETCH_BYTES,
      maxBytes: 4 * FETCH_BYTES,
      maxWaitTimeInMs: Number(settings['interval-ms']),
    });
    this.#producer = kafka.producer(
      transactional ? { transactionalId: settings.group, maxInFlightRequests: 1, idempotent: true } : { idempotent: false },
    );
  }

  // Returns when the group has given this one its partitions.
  async start() {
    await Promise.all([this.#consumer.connect(), this.#producer.connect()]);
    await this.#consumer.subscribe({ topic: this.#settings.jobs, fromBeginning: true });
    const joined = new Promise((resolve) => this.#consumer.on(this.#consumer.events.GROUP_JOIN, resolve));
    await this.#consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: (batch) => this.#batch(batch) });
    this.#consumer.on(this.#consumer.events.CRASH, ({ payload }) => {
      console.error(payload.error);
      process.exit(1);
    });
    await joined;
  }

  async #batch({ batch, resolveOffset, heartbeat }) {
    const offset = String(BigInt(batch.lastOffset()) + 1n);
    const offsets = [{ topic: batch.topic, partition: batch.partition, offset }];
    await (this.#transactional ? this.#inTransaction(batch, offsets) : this.#afterwards(batch, offsets));
    resolveOffset(batch.lastOffset());
    this.committed += batch.messages.length;
    await heartbeat();
  }

  async #inTransaction(batch, [{ topic, partition, offset }]) {
    const transaction = await this.#producer.transaction();
    for await (const topicMessages of this.#answers(batch)) await transaction.sendBatch({ topicMessages, acks: -1 });
    await transaction.sendOffsets({
      consumerGroupId: this.#settings.group,
      topics: [{ topic, partitions: [{ partition, offset }] }],
    });
    await transaction.commit();
  }

  async #afterwards(batch, offsets) {
    for await (const topicMessages of this.#answers(batch)) await this.#producer.sendBatch({ topicMessages, acks: -1 });
    await this.#consumer.commitOffsets(offsets);
  }

  // Runs the jobs, and yields what is to be sent, piece by piece.
  async *#answers({ messages, partition }) {
    for (let from = 0; from < messages.length; from += JOBS_A_SEND) {
      const answers = new Map();
      for (const message of messages.slice(from, from + JOBS_A_SEND)) {
        const job = new Job(message, this.#tenants);
        await this.#guests.run(job);
        this.#gather(answers, job, partition);
      }
      yield [...answers].map(([topic, messages]) => ({ topic, messages }));
    }
  }

  #gather(answers, job, partition) {
    const add = (topic, messages) => {
      if (messages.length === 0) return;
      if (!answers.has(topic)) answers.set(topic, []);
      answers.get(topic).push(...messages);
    };
    add(this.#settings.results, [job.result(partition, this.#guests.digest)]);
    add(this.#settings.published, job.published());
    add(this.#settings.state, job.state(partition));
  }
}
