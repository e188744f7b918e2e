// The part of the form that says what a work does and how it compares: which traits it asks for, and what is left out.
import { _, listed, many } from "./language.js";
import { appliesTo } from "./rules/traits.js";

const by = (id) => document.getElementById(id);

export function comparison(form, rules) {
  const places = [...form.querySelectorAll("[data-trait]")];
  const inputs = (place) => [...place.querySelectorAll("input, select")];
  const isFilled = (place) => inputs(place).some(({ type, value, checked }) => (type === "checkbox" ? checked : value.trim()));

  // The traits that papers of the chosen topics are compared by: those alone are shown. What stands in others is kept, for
  // the topic may come back, and told of.
  function fitting(topics) {
    const names = Array.from(topics, ({ value }) => value).filter(Boolean);
    const traits = appliesTo(rules, names);
    const ids = new Set(traits.map(({ id }) => id));
    for (const place of places) place.hidden = !ids.has(place.dataset.trait);
    if (places.length) {
      by("ls-traits-none").hidden = names.length > 0;
      by("ls-traits-hint").hidden = !ids.size;
      const left = places.filter((place) => place.hidden && isFilled(place)).map(({ dataset }) => dataset.name);
      by("ls-traits-left").textContent = left.length
        ? _("Kept here but not in the record, because papers of the chosen topics are not compared by it: {traits}.", { traits: listed(left) }) : "";
    }
    return traits;
  }

  function say({ summary }) {
    const place = by("ls-summary-count");
    const { length } = Array.from(summary?.en ?? "");
    const { least, most } = place.dataset;
    place.textContent = length ? many("{n} character of {least} to {most}", "{n} characters of {least} to {most}", length, { least, most }) : "";
  }
  return { fitting, say };
}
