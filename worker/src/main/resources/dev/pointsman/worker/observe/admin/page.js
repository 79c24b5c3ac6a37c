// Shows what /events tells. Everything is set as text, never as markup: names come from publishers.
const WORDS = ["success", "failure", "error", "cancel"];
const by = (id) => document.getElementById(id);
const show = (id, value) => { by(id).textContent = value; };
const total = (outcomes) => WORDS.reduce((sum, word) => sum + (outcomes[word] ?? 0), 0);
const counts = (outcomes) => WORDS.map((word) => outcomes[word] ?? 0);

function cell(value) {
  const td = document.createElement("td");
  td.append(value instanceof Node ? value : String(value));
  return td;
}

function fill(id, rows, empty) {
  const body = by(id).tBodies[0];
  const trs = rows.map((row) => {
    const tr = document.createElement("tr");
    tr.append(...row.map(cell));
    return tr;
  });
  if (trs.length === 0) {
    const td = cell(empty);
    td.className = "empty";
    td.colSpan = by(id).tHead.rows[0].cells.length;
    const tr = document.createElement("tr");
    tr.append(td);
    trs.push(tr);
  }
  body.replaceChildren(...trs);
}

function deadline(job) {
  const bar = document.createElement("progress");
  bar.max = Math.max(job.mayMillis, 1);
  bar.value = Math.min(job.ranMillis, bar.max);
  return bar;
}

let before = null;

function rate(now) {
  const jobs = total(now.outcomes);
  const last = before;
  before = { time: now.time, jobs };
  if (last === null || now.time <= last.time || jobs < last.jobs) return "–";
  return Math.round(((jobs - last.jobs) * 1000) / (now.time - last.time));
}

function update(now) {
  const state = by("state");
  state.dataset.state = now.trouble === "" ? "ready" : "not-ready";
  state.textContent = now.trouble === "" ? "ready" : `not ready: ${now.trouble}`;
  show("rate", rate(now));
  show("running-count", now.running.length);
  show("lag", now.lag);
  WORDS.forEach((word) => show(word, now.outcomes[word] ?? 0));
  fill("running", now.running.map((it) => [it.tenant, it.module, it.job, `${it.ranMillis} ms`, deadline(it)]), "no job runs at this moment");
  fill("tenants", now.tenants.map((it) => [it.tenant, it.modules.join(", ") || "nothing", it.timeout, ...counts(it.jobs)]), "the tenants file names nobody");
  fill("modules", Object.entries(now.modules).map(([name, jobs]) => [name, ...counts(jobs)]), "no job has ended yet");
  fill("errors", Object.entries(now.errors).sort((a, b) => b[1] - a[1]), "no job has failed");
  fill("failures", now.failures.map((it) => [it.time.slice(0, 19).replace("T", " "), it.tenant, it.module, it.job, it.error, it.record]), "no job has failed");
}

const events = new EventSource("events");
events.onmessage = (event) => update(JSON.parse(event.data));
events.onerror = () => {
  by("state").dataset.state = "unknown";
  show("state", "no word from the worker");
};
