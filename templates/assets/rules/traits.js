// What a record says of what its papers are compared by, and what the work does: checks/traits.py.
import { meant } from "./fixes.js";
import { _, listed, sentences } from "./language.js";
import { nearest } from "./text.js";

const kinds = { number: "number", "yes-no": "boolean", choice: "string", several: "string" };
const shown = (value) => (typeof value === "string" ? `'${value}'` : String(value));
const yesNo = { yes: true, on: true, true: true, no: false, off: false, false: false };
const nearestOf = (name, known) => { const match = nearest(name, known); return match && meant(match); };

// The traits that papers of these topics are compared by, in the order of the file.
export const appliesTo = (rules, names) => rules.traits.filter(({ topics }) =>
  names.some((name) => Object.hasOwn(rules.topics, name) && [...rules.topics[name], name].some((topic) => topics.includes(topic))));

export function traitRules({ traits: constants }, rules) {
  const { TRAITS, DIGITS, BETWEEN } = constants;
  const traits = new Map(rules.traits.map((trait) => [trait.id, trait]));

  const plain = (name) => BETWEEN.sub("-", name.toLowerCase());

  // The value that another spelling can only mean: "4", 1_000, yes, Per group; undefined where none is.
  function valueMeant({ kind, values }, text) {
    if (typeof text !== "string") return undefined;
    if (kind === "number") return DIGITS.fullmatch(text) ? Number(text.replace(/[_,]/g, "")) : undefined;
    if (kind === "yes-no") return Object.hasOwn(yesNo, text.toLowerCase()) ? yesNo[text.toLowerCase()] : undefined;
    return values.find((each) => plain(each) === plain(text));
  }

  function fixOf({ kind, unit, values }, value) {
    const other = valueMeant({ kind, values }, value);
    if (other !== undefined) return _("Write  {text}", { text: other });
    if (kind === "number") return unit ? _("Write a number, without {unit}.", { unit }) : _("Write a number.");
    if (kind === "yes-no") return _("Write  true  or  false");
    return sentences([_("Write one of {values}.", { values: listed(values) }), nearestOf(String(value), values)]);
  }

  function* ofValue({ id, kind, unit, values }, value) {
    const path = ["traits", id];
    if (["choice", "yes-no"].includes(kind) && Array.isArray(value)) {
      const fix = value.length === 1 ? _("Write  {field}: {text}", { field: id, text: value[0] }) : _("Keep the right one.");
      yield { code: "LS353", path, reason: _("'{trait}' takes one value, not a list", { trait: id }), fix };
      return;
    }
    for (const [at, each] of [value].flat().entries()) {
      if (typeof each === kinds[kind] && (!values.length || values.includes(each))) continue;
      yield { code: "LS353", path: Array.isArray(value) ? [...path, at] : path,
        reason: _("'{trait}' cannot be {value}", { trait: id, value: shown(each) }), fix: fixOf({ kind, unit, values }, each) };
    }
  }

  function* ofTraits({ topics, traits: said = {} }) {
    const fitting = new Set(appliesTo(rules, topics).map(({ id }) => id));
    const isFiled = topics.every((name) => Object.hasOwn(rules.topics, name));
    for (const [id, value] of Object.entries(said)) {
      const path = ["traits", id];
      const trait = traits.get(id);
      if (!trait) {
        const fix = traits.size ? sentences([_("Write one from {file}.", { file: TRAITS }), nearestOf(id, traits.keys())])
          : _("Declare it in {file}, or delete the line.", { file: TRAITS });
        yield { code: "LS351", path, reason: _("unknown trait '{trait}'", { trait: id }), fix };
        continue;
      }
      if (isFiled && !fitting.has(id)) {
        yield { code: "LS352", path, reason: _("'{trait}' is not a trait of {topics}", { trait: id, topics: listed(topics) }),
          fix: _("Delete it, or add one of these topics to the trait in {file}.", { file: TRAITS }) };
      }
      yield* ofValue(trait, value);
    }
  }

  function* ofSummary(text, language) {
    const path = ["summary", language];
    const [least, most, praised] = ["SHORTEST", "LONGEST", "PRAISE"].map((name) => constants[language === "en" ? name : `${name}_ZH`]);
    const { length } = Array.from(text);
    if (length < least || length > most) {
      yield { code: "LS355", path, reason: _("the summary has {count} characters", { count: length }),
        fix: _("Say in one sentence of {least} to {most} characters what the work does and what sets it apart.", { least, most }) };
    }
    const praise = praised.search(text);
    if (praise) {
      yield { code: "LS356", path, reason: _("the summary says '{words}'", { words: praise[0] }),
        fix: _("Say what the work does, and by how much.") };
    }
  }

  return function* ({ record }) {
    const field = record.summary ? "summary" : "traits";
    if (Object.keys(record[field] ?? {}).length && !record.read?.length) {
      yield { code: "LS354", path: [field], reason: _("nothing says what was read for it"),
        fix: _("Add  read: [{source: <address of what was read>, date: <day on which it was read>}]") };
    }
    yield* ofTraits(record);
    for (const [language, text] of Object.entries(record.summary ?? {})) yield* ofSummary(text, language);
  };
}
