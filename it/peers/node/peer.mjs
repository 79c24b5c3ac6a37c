// A worker in Node: jobs of a topic through WebAssembly in V8, results to another topic.
//
//   node peer.mjs v8|extism tx|alo brokers=… group=… jobs=… results=… published=… state=… tenants=… module=…
//
// It keeps to the conversation of it/bench: says a line when it has its partitions, answers each line on standard input by
// a line, and ends when standard input does.
import { createInterface } from 'node:readline';
import { Kafka, logLevel } from 'kafkajs';
import { Tenants } from './tenants.mjs';
import { JobLoop } from './loop.mjs';

const [engine, delivery, ...words] = process.argv.slice(2);
const settings = Object.fromEntries(words.map((word) => word.split(/=(.*)/s, 2)));

const { open } = await import(`./${engine}.mjs`);
const guests = await open(settings.module);
const tenants = new Tenants(Number(settings.tenants), settings.published);

// By default a retry waits 300 ms, also when the transaction before is not quite over.
const kafka = new Kafka({
  clientId: settings.group,
  brokers: settings.brokers.split(','),
  logLevel: logLevel.ERROR,
  retry: { initialRetryTime: 5, maxRetryTime: 1000, retries: 20 },
});
const loop = new JobLoop(kafka, settings, guests, tenants, delivery === 'tx');

const answers = { COMMITTED: () => loop.committed, COMPILED_MILLIS: () => 0, ALLOCATED_BYTES: () => 0 };

await loop.start();
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) console.log(answers[line]());
process.exit(0);
