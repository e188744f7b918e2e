// The form for a new record: checked while it is filled in, by the rules that `survey check` has.
import { compare } from "./alike.js";
import { comparison } from "./compared.js";
import { readDraft, writeDraft } from "./draft.js";
import { wire } from "./intake.js";
import { _, files as shared, listed, many, pages, placed } from "./language.js";
import { isSaid, recordOf, yamlOf } from "./record.js";
import { judge } from "./rules/check.js";
import { homeOf } from "./rules/identify.js";
import { isForeign } from "./rules/key.js";

const by = (id) => document.getElementById(id);
const page = by("ls-contribute");
const form = by("ls-record");
const fields = form.elements;
const status = by("ls-record-status");
const open = by("ls-record-open");
const longest = 7500; // characters of an address that GitHub still takes
const touched = new Set();
const today = new Date().toISOString().slice(0, 10);
const begun = new Date(Date.now() + 14 * 3600 * 1000).toISOString().slice(0, 10); // somewhere on Earth
const needed = { title: _("the title"), year: _("the year"), venue: _("the venue"), topics: _("a topic") };
const schemes = { arxiv: "arXiv", doi: "DOI", acl: "ACL Anthology", openreview: "OpenReview" };
const hints = {
  arxiv: _("Write an arXiv id like 2210.17323, without v2."),
  doi: _("A DOI starts with 10. and has a slash."),
  acl: _("Write an ACL Anthology id like 2023.acl-long.830."),
  openreview: _("An OpenReview id has about ten letters and digits; it comes after id= in the address."),
  year: _("A year has four digits."),
  key: _("Write the key like surname2024word: a to z, four digits, a to z or digits."),
  source: _("Say what was read for it: an address or a reference."),
  date: _("Write the day like 2024-01-31."),
};
const address = _("Write the whole address, as a browser shows it, without spaces.");
const line = _("Write one line of text, without spaces around it.");
const number = _("Write a number like 3 or 2.5; separate several by a comma and a space.");
const saidByTheJudge = ["unseen", "distinct"];
const noAddress = "LS417"; // a warning in a survey; who adds a paper knows where it is
let files;
let judged;
let compared;
// The survey's own fields, as the form asks for them.
const own = [...form.querySelectorAll("[data-own]")].map((place) => ({
  id: place.dataset.own, kind: place.dataset.kind, name: place.dataset.name, many: "many" in place.dataset,
  options: [...place.querySelectorAll("option, [type=checkbox]")].map(({ value }) => value).filter(Boolean),
}));
const ownCalled = (id) => own.find((field) => field.id === id);

function values() {
  const data = new FormData(form);
  const names = new Set([...fields].map(({ name }) => name).filter(Boolean));
  const texts = [...names].map((name) => [name, data.getAll(name).join(" ")]);
  return { ...Object.fromEntries(texts), topics: data.getAll("topics") };
}

const unfold = (place) => place.closest("details")?.setAttribute("open", "");

// Writes a text into a field; of boxes to tick those that it names are ticked.
function put(name, text) {
  const inputs = fields[name] instanceof RadioNodeList ? [...fields[name]] : [fields[name]];
  for (const input of inputs) {
    if (input.type === "checkbox") input.checked = text.split(" ").includes(input.value);
    else input.value = text;
  }
  if (text && name !== "key") unfold(inputs[0]);
}

// An id out of what was pasted into its field; a bare id of OpenReview looks like any word.
const idOf = (scheme, text) => {
  const found = judged.ids.identify(text);
  return found?.scheme === scheme ? found.value : text;
};
const authorOf = (text) => judged.names.written(text);

// The field of the form that a finding is about.
function fieldOf({ code, path, keyword }) {
  if (code === noAddress) return "arxiv";
  if (code === "LS224") return "key";
  if (code === "LS354") return "source";
  if (path[0] === "traits") return path.slice(0, 2).join(".");
  if (ownCalled(path[0])) return `own.${path[0]}`;
  if (path[0] === "read") return path[2] ?? "source";
  return ["ids", "links"].includes(path[0]) ? path[1] ?? "arxiv" : path[0] ?? "key";
}

function words(finding) {
  const { code, keyword, path, reason, fix = "" } = finding;
  const field = fieldOf(finding);
  if (field === "source" && !path.includes("source")) return hints.source;
  if (code === noAddress) return _("It needs an id, or the address of the paper's page or PDF.");
  if (saidByTheJudge.includes(keyword)) return reason;
  const { kind, name } = ownCalled(path[0]) ?? {};
  if (kind) {
    if (keyword === "required") return _("It needs {field}.", { field: name });
    return { number, date: hints.date, address }[kind] ?? (keyword === "pattern" ? _("This is not of the form that the survey asks for.") : line);
  }
  if (keyword) return hints[field] ?? (path[0] === "traits" ? number : path[0] === "links" ? address : line);
  return _("{reason}. {fix}", { reason: `${reason[0].toUpperCase()}${reason.slice(1)}`, fix: fix.replaceAll("  ", " ") });
}

// What a record without its needed fields is judged with, so that those that are there are.
const filled = (record) => ({ title: "Untitled Work", year: Number(today.slice(0, 4)), venue: files.rules.venues[0]?.name ?? "x",
  topics: [Object.keys(files.rules.topics)[0] ?? "x"], ...record });
const comparesFields = /^LS(?:2(?:1[2-5]|2|3)|354)/;

// What is found in a record; where a field cannot be read, the rules look at the others.
function findings(record, key) {
  const found = judged.findings(filled(record), key);
  const broken = found.filter(({ keyword }) => keyword);
  if (!broken.length) return found;
  const rest = structuredClone(record);
  for (const { path: [field, part] } of broken) {
    if (["ids", "links", "traits"].includes(field) && part) delete rest[field]?.[part];
    else delete rest[field];
  }
  const others = judged.findings(filled(rest), key);
  return [...found, ...others.filter(({ code, keyword }) => !keyword && code !== noAddress && !comparesFields.test(code))];
}

// Errors and warnings by field, in the words of the form, of several the first; and the record of the same paper.
function troubles(record) {
  const found = { error: {}, warning: {}, same: judged.twin(record, "")?.other };
  const key = fields.key.value;
  const isKey = /^[a-z]+[0-9]{4}[a-z0-9]+$/.test(key);
  const missing = Object.keys(needed).filter((name) => !(name in record));
  for (const name of missing) found.error[name] = _("It needs {field}.", { field: needed[name] });
  for (const finding of findings(record, isKey ? key : "x2000x")) {
    const field = fieldOf(finding);
    if (missing.includes(field) || (missing.length && comparesFields.test(finding.code))) continue;
    if (isKey || finding.code !== "LS224") found[finding.code === noAddress ? "error" : finding.severity][field] ??= words(finding);
  }
  if (!isKey) found.error.key = hints.key;
  else if (files.identities.keys.includes(key)) found.error.key = _("Another record has this key.");
  return found;
}

function say({ error, warning }) {
  for (const place of form.querySelectorAll("[data-trouble]")) {
    const name = place.dataset.trouble;
    const input = fields[name] instanceof RadioNodeList ? fields[name][0] : fields[name];
    const isSeen = touched.has(name) || (name === "key" && touched.has("title"));
    const text = isSeen ? error[name] ?? warning[name] ?? "" : "";
    place.textContent = text;
    place.dataset.severity = error[name] ? "error" : "warning";
    if (text && error[name]) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
}

function show(record, yaml) {
  const names = (record.authors ?? []).map(judged.names.spoken).join(", ");
  by("ls-record-title").textContent = record.title ?? _("The title");
  by("ls-record-summary").textContent = record.summary?.en ?? "";
  by("ls-record-authors").textContent = record.and_others ? _("{names} et al.", { names }) : names;
  by("ls-record-venue").textContent = [record.venue, record.year].filter(Boolean).join(" ");
  by("ls-record-topics").textContent = listed((record.topics ?? [])
    .map((id) => form.querySelector(`option[value="${CSS.escape(id)}"]`)?.textContent.trim() ?? id));
  by("ls-record-yaml").textContent = yaml;
}

function offer(key, yaml, ready) {
  const file = `papers/${key.match(/[0-9]{4}/)?.[0]}/${key}.yaml`;
  by("ls-record-file").textContent = ready ? file : "";
  if (!open) return;
  open.hidden = !ready;
  if (!ready) return;
  const start = `${open.dataset.new}?filename=${encodeURIComponent(file)}`;
  const whole = `${start}&value=${encodeURIComponent(yaml)}`;
  open.href = whole.length > longest ? start : whole;
  by("ls-record-long").hidden = whole.length <= longest;
}

function suggestedKey(record) {
  const arxiv = record.ids?.arxiv?.match(/^([0-9]{2})[0-9]{2}\./)?.[1];
  const year = arxiv ? `20${arxiv}` : record.year;
  return judged.suggest(record.title, record.authors?.[0], year, new Set(files.identities.keys));
}

// What the form says of all that stands in it.
function verdict(record, { error, warning, same }) {
  const wanted = Object.keys(needed).filter((name) => !(name in record));
  const wrong = Object.keys(error).filter((name) => !wanted.includes(name) && (name !== "key" || record.title));
  const odd = Object.keys(warning);
  if (same) {
    const link = Object.assign(document.createElement("a"), { href: new URL(`papers/${same}/`, pages).href, textContent: same });
    return { state: "known", said: placed(_("This paper is here already: {link}. To change its record, follow the link."), { link }) };
  }
  if (wanted.length) return { state: "open", said: [_("Still needed: {fields}.", { fields: listed(wanted.map((name) => needed[name])) })] };
  if (wrong.length) {
    const said = many("One field to correct: {error}", "{n} fields to correct: {error}", wrong.length, { error: error[wrong[0]] });
    return { state: "open", said: [said], shown: [...wrong, ...odd] };
  }
  if (odd.length) {
    const said = many("No errors; one thing is worth a look: {warning}", "No errors; {n} things are worth a look: {warning}",
      odd.length, { warning: warning[odd[0]] });
    return { state: "ready", said: [said], shown: odd };
  }
  return { state: "ready", said: [_("The record is in order.")] };
}

// What somebody has filled in, without what was filled in for them.
const typed = () => Object.fromEntries(Object.entries(values())
  .filter(([name]) => !prefilled.includes(name) || touched.has(name)));

// What was read, unless somebody says otherwise: the paper itself, today.
const prefilled = ["source", "date"];
function prefill(record) {
  const [source, date] = isSaid(record) ? [homeOf(record), today] : ["", ""];
  for (const [name, text] of Object.entries({ source, date })) if (!touched.has(name)) fields[name].value = text;
}

function check() {
  const traits = compared.fitting(fields.topics);
  const made = () => recordOf(values(), today, { idOf, authorOf, traits, own });
  prefill(made());
  const record = made();
  if (isForeign(`${record.title ?? ""}${fields.authors.value.split("\n")[0]}`)) alsoRead("letters");
  if ([...new FormData(form).values()].some(Boolean)) alsoRead("records");
  if (!touched.has("key")) fields.key.value = record.title ? suggestedKey(record) : "";
  const yaml = yamlOf(record);
  const found = troubles(record);
  const { state, said, shown = [] } = verdict(record, found);
  for (const name of shown) {
    touched.add(name);
    if (name in found.error) unfold(form.querySelector(`[data-trouble="${CSS.escape(name)}"]`));
  }
  say(found);
  show(record, yaml);
  status.replaceChildren(...said);
  status.dataset.state = state;
  offer(fields.key.value, yaml, state === "ready");
  compared.say(record);
  writeDraft(typed(), touched.has("key"));
  look(record);
}

// Which papers it may be; before there is a title or an id, what was pasted says so.
async function look(record) {
  const text = fields.pasted.value.trim();
  const isGiven = record.title || record.ids || !text;
  const { values: { title, ...known } } = isGiven ? { values: {} } : await pasted.readPasted(text).catch(() => ({ values: {} }));
  const ids = isGiven ? Object.values(record.ids ?? {}) : Object.keys(schemes).flatMap((name) => known[name] ?? []);
  const isReference = !isGiven && !ids.length && !text.startsWith("@");
  compare(ids, record.title ?? title ?? (isReference ? text : ""));
}

// What is written in another way here: the id of an address, the one spelling of a venue.
function settle(name) {
  const input = fields[name];
  const note = (field, text) => { form.querySelector(`[data-note="${field}"]`).textContent = text; };
  if (name in schemes) {
    note(name, "");
    const found = judged.ids.identify(input.value);
    if (found && found.scheme !== name && !fields[found.scheme].value) {
      fields[found.scheme].value = found.value;
      input.value = "";
      touched.add(found.scheme);
      note(name, _("That is an id of {scheme}; it was moved there.", { scheme: schemes[found.scheme] }));
    } else input.value = idOf(name, input.value.trim());
  } else if (name === "venue") {
    const given = input.value.trim();
    const venue = judged.venueNamed(given);
    note("venue", venue && venue.name !== given ? _("{given} is written {name} here.", { given, name: venue.name }) : "");
    if (venue) input.value = venue.name;
  }
}

const read = async (name) => {
  const answer = await fetch(new URL(`data/${name}.json`, shared));
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
};

// Large files that few records need, or none before the form is used: letters of other scripts, and the other records.
async function alsoRead(name) {
  if (name in files) return;
  files[name] = null;
  files[name] = await read(name).catch(() => null);
  judged = judge({ ...files, today: begun });
  check();
}

// Values that were read somewhere else, into their fields; all others stay.
function take(values) {
  for (const [name, text] of Object.entries(values)) {
    put(name, text);
    touched.add(name);
    settle(name);
  }
  check();
}

const pasted = wire({ judged: () => judged, read, take, authors: fields.authors, own });

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", ({ target, inputType }) => {
  if (!target.name) return;
  if (["key", ...prefilled].includes(target.name)) touched.add(target.name);
  if (inputType === "insertFromPaste") settle(target.name);
  check();
});
form.addEventListener("change", ({ target }) => {
  if (!target.name) return;
  touched.add(target.name);
  settle(target.name);
  check();
});
form.addEventListener("reset", () => {
  touched.clear();
  pasted.reset();
  for (const note of form.querySelectorAll("[data-note]")) note.textContent = "";
  requestAnimationFrame(check);
});

function restore() {
  const draft = readDraft();
  for (const [name, text] of Object.entries(draft.values)) {
    if (!Object.hasOwn(values(), name) || name === "topics") continue;
    put(name, text);
    if (text && prefilled.includes(name)) touched.add(name);
  }
  draft.topics.slice(0, 2).forEach((id, at) => { fields.topics[at].value = id; });
  for (const select of form.querySelectorAll("select")) if (select.selectedIndex < 0) select.value = "";
  if (draft.ownKey) touched.add("key");
}

try {
  const [rules, schema, identities] = await Promise.all(["rules", "paper.schema", "identities"].map(read));
  files = { rules, schema, identities };
  judged = judge({ ...files, today: begun });
  compared = comparison(form, rules);
  restore();
  const topic = new URLSearchParams(location.search).get("topic");
  if (topic) fields.topics[0].value = topic;
  delete page.dataset.lsWaits;
  check();
} catch (error) {
  page.hidden = true;
  console.error(error);
}
