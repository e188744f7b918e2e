// The form for a new record: checked while it is filled in, with the schema and the identities of the survey.
import { duplicateOf, keyOf, recordOf, spoken, tidied, yamlOf } from "./record.js";
import { Validator } from "./vendor/json-schema.js";

const by = (id) => document.getElementById(id);
const page = by("ls-contribute");
const form = by("ls-record");
const fields = form.elements;
const status = by("ls-record-status");
const open = by("ls-record-open");
const longest = 7500; // characters of an address that GitHub still takes
const touched = new Set();
const today = new Date().toISOString().slice(0, 10);
const needed = { title: "the title", year: "the year", venue: "the venue", topics: "a topic" };
const hints = {
  arxiv: "An arXiv id reads 2210.17323, without v2.",
  doi: "A DOI begins with 10. and has a slash.",
  acl: "An ACL Anthology id reads 2023.acl-long.830.",
  openreview: "An OpenReview id has about ten letters and digits; it stands after id= in the address.",
  year: "A year has four digits.",
  venue: "The survey has no such venue yet. Choose one of the list, and name the right one in the pull request.",
  topics: "Choose a topic of the list.",
  key: "A key reads surname2024word: a to z, four digits, a to z or digits.",
};
const address = "An address is whole, as a browser shows it, and has no spaces.";
let identities;
let validator;

function values() {
  const data = new FormData(form);
  return { ...Object.fromEntries(data), topics: data.getAll("topics") };
}

// What is wrong, by field: of all that the schema says, what it says of the innermost value.
function troubles(record) {
  const found = {};
  const { errors } = validator.validate(record);
  for (const { instanceLocation: place, keyword, error } of errors) {
    if (["properties", "$ref", "items"].includes(keyword)) continue;
    const path = place.split("/").slice(1);
    const field = keyword === "required" ? error.match(/"(\w+)"/)?.[1] : ["ids", "links"].includes(path[0]) ? path[1] : path[0];
    if (keyword === "required") found[field] = `It needs ${needed[field] ?? field}.`;
    else found[field] ??= hints[field] ?? (path[0] === "links" ? address : "This has a form that records cannot have: a line of text, without spaces around it.");
  }
  if (!Object.keys(record.ids ?? {}).length && !record.links?.page && !record.links?.pdf) {
    found.arxiv ??= "It needs something that leads to the paper: an id, or the address of its page or PDF.";
  }
  if (!/^[a-z]+[0-9]{4}[a-z0-9]+$/.test(fields.key.value)) found.key = hints.key;
  else if (identities.keys.includes(fields.key.value)) found.key = "Another record has this key.";
  return found;
}

function say(found) {
  for (const line of form.querySelectorAll("[data-trouble]")) {
    const name = line.dataset.trouble;
    const input = fields[name] instanceof RadioNodeList ? fields[name][0] : fields[name];
    const text = touched.has(name) || (name === "key" && touched.has("title")) ? found[name] ?? "" : "";
    line.textContent = text;
    if (text) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
}

function show(record, yaml) {
  by("ls-record-title").textContent = record.title ?? "The title";
  by("ls-record-authors").textContent = (record.authors ?? []).map(spoken).join(", ");
  by("ls-record-venue").textContent = [record.venue, record.year].filter(Boolean).join(" ");
  by("ls-record-topics").textContent = (record.topics ?? [])
    .map((id) => form.querySelector(`option[value="${CSS.escape(id)}"]`)?.textContent.trim() ?? id).join(", ");
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

function check() {
  const record = recordOf(values(), today);
  if (!touched.has("key")) fields.key.value = record.title ? keyOf(record, identities) : "";
  const yaml = yamlOf(record);
  const found = troubles(record);
  const same = duplicateOf(record, identities);
  say(found);
  show(record, yaml);
  const wanted = Object.keys(needed).filter((name) => !(name in record));
  const wrong = Object.keys(found).filter((name) => !wanted.includes(name) && (name !== "key" || record.title));
  status.replaceChildren();
  status.dataset.state = same ? "known" : wanted.length || wrong.length ? "open" : "ready";
  if (same) {
    const link = Object.assign(document.createElement("a"), { href: `${page.dataset.base}papers/${same}/`, textContent: same });
    status.append("This paper is here already: ", link, ". To change its record, follow the link.");
  } else if (wanted.length) {
    status.textContent = `Still needed: ${wanted.map((name) => needed[name]).join(", ")}.`;
  } else if (wrong.length) {
    wrong.forEach((name) => touched.add(name));
    say(found);
    status.textContent = `${wrong.length === 1 ? "One field" : `${wrong.length} fields`} to correct: ${found[wrong[0]]}`;
  } else status.textContent = "The record is in order.";
  offer(fields.key.value, yaml, status.dataset.state === "ready");
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", ({ target }) => {
  if (target.name === "key") touched.add("key");
  check();
});
form.addEventListener("change", ({ target }) => {
  touched.add(target.name);
  if (["arxiv", "doi", "acl", "openreview"].includes(target.name)) target.value = tidied(target.name, target.value.trim());
  check();
});
form.addEventListener("reset", () => {
  touched.clear();
  requestAnimationFrame(check);
});

try {
  const read = async (name) => {
    const answer = await fetch(`${page.dataset.base}data/${name}`);
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  };
  const [schema, known] = await Promise.all([read("paper.schema.json"), read("identities.json")]);
  validator = new Validator(schema, "2020-12", false);
  identities = known;
  const topic = new URLSearchParams(location.search).get("topic");
  if (topic) fields.topics[0].value = topic;
  page.hidden = false;
  check();
} catch (error) {
  console.error(error);
}
