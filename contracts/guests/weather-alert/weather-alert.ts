// Publishes an alert for every windy day. In: a month of weather, CSV. Out: a JSON summary.
//
// A tenant sets `wind-limit` (metres a second, such as 7.5) and `alert-topic`, and needs the grant
// to publish there. Alerts are published as the days are read, without looking ahead: should a later
// line be bad, the job fails and none of them is ever seen.

import { config, publish } from "./pointsman";

const COLUMNS = ["date", "precipitation", "temp_max", "temp_min", "wind", "weather"];
const WEATHERS = ["drizzle", "fog", "rain", "snow", "sun"];
const BAD_INPUT = 2;
const BAD_CONFIGURATION = 3;

function main(): void {
  const limit = setting("wind-limit");
  const topic = setting("alert-topic");
  if (!isDecimal(limit)) {
    fail(BAD_CONFIGURATION, `config wind-limit: ${quoted(limit)} (expected: a decimal such as 7.5)`);
  }
  const lines = readLines();
  expect(lines[0] == COLUMNS.join(","), 1, "header", lines[0], COLUMNS.join(","));
  let alerts = 0;
  for (let i = 1; i < lines.length; i++) {
    const day = Day.read(lines[i], i + 1);
    if (parseFloat(day.wind) >= parseFloat(limit)) {
      publish(topic, day.date, "com.example.weather.alert.v1", "application/json", day.alert(limit));
      alerts++;
    }
  }
  process.stdout.write(`{"days":${lines.length - 1},"alerts":${alerts}}\n`);
}

/** One line of the table, checked so far that nothing in it needs escaping. */
class Day {
  private constructor(readonly date: string, readonly wind: string, readonly weather: string) {}

  static read(line: string, number: i32): Day {
    const fields = line.split(",", 7); // a seventh is one too many
    expect(fields.length == 6, number, "fields", line, "6, parted by commas");
    expect(isDate(fields[0]), number, "date", fields[0], "such as 2012-01-31");
    for (let i = 1; i < 5; i++) {
      expect(isDecimal(fields[i]), number, COLUMNS[i], fields[i], "a decimal such as 4.7");
    }
    expect(WEATHERS.includes(fields[5]), number, "weather", fields[5], "drizzle, fog, rain, snow or sun");
    return new Day(fields[0], fields[4], fields[5]);
  }

  alert(limit: string): string {
    return `{"date":"${this.date}","wind":${this.wind},"limit":${limit},"weather":"${this.weather}"}`;
  }
}

function isDate(text: string): bool {
  return text.length == 10 && text.indexOf("-") == 4 && text.lastIndexOf("-") == 7
    && isDigits(text, 0, 4) && isDigits(text, 5, 7) && isDigits(text, 8, 10);
}

/** A number as JSON writes it, so never 08.2; without an exponent. */
function isDecimal(text: string): bool {
  const start = text.startsWith("-") ? 1 : 0;
  const point = text.includes(".") ? text.indexOf(".") : text.length;
  const noLeadingZero = point - start == 1 || text.charCodeAt(start) != 0x30;
  return noLeadingZero && isDigits(text, start, point)
    && (point == text.length || isDigits(text, point + 1, text.length));
}

function isDigits(text: string, from: i32, to: i32): bool {
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x30 || code > 0x39) return false;
  }
  return from < to;
}

function readLines(): string[] {
  const lines = readAscii().replaceAll("\r\n", "\n").split("\n");
  if (lines.length > 1 && lines[lines.length - 1] == "") lines.pop(); // what follows the last newline
  return lines;
}

/** The whole input. The table is ASCII; nothing else gets any further, not even into a log line. */
function readAscii(): string {
  const bytes = readAll();
  let line = 1;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte == 0x0a) line++;
    else if (byte != 0x0d && (byte < 0x20 || byte > 0x7e)) {
      fail(BAD_INPUT, `line ${line}: byte 0x${byte.toString(16)} (expected: ASCII text)`);
    }
  }
  return String.UTF8.decode(bytes.buffer.slice(0, bytes.length));
}

function readAll(): Uint8Array {
  let bytes = new Uint8Array(8192);
  let length = 0;
  let count = 0;
  do {
    if (length == bytes.length) bytes = doubled(bytes);
    count = process.stdin.read(bytes.buffer, length);
    length += count;
  } while (count > 0);
  return bytes.subarray(0, length);
}

function doubled(bytes: Uint8Array): Uint8Array {
  const larger = new Uint8Array(2 * bytes.length);
  larger.set(bytes);
  return larger;
}

function setting(key: string): string {
  const value = config(key);
  if (value === null) fail(BAD_CONFIGURATION, `config ${key}: not set`);
  return value!;
}

function expect(isMet: bool, line: i32, name: string, value: string, expected: string): void {
  if (!isMet) fail(BAD_INPUT, `line ${line}: ${name}: ${quoted(value)} (expected: ${expected})`);
}

function quoted(value: string): string {
  return `"${value.slice(0, 60)}"`;
}

function fail(exitCode: i32, why: string): void {
  process.stderr.write(`weather-alert: ${why}\n`);
  process.exit(exitCode);
}

main();
