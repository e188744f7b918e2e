// What Explore says of what it found: how much, what was forgiven, which pages the words mean, and what is filtered by.
import { _, listed, many, number, pages } from "../language.js";

const kinds = {
  topic: _("Topic"), author: _("Author"), framework: _("Framework"), venue: _("Venue"), table: _("Results"), leaderboard: _("Leaderboard"), guide: _("Documentation"),
};
const most = 5;

// `filtered` tells whether a filter leaves papers out.
export function countOf(told, filtered) {
  const said = foundOf(told, filtered);
  return told.unknown ? _("{found}; {n} may also fit (unknown)", { found: said.replace(/[.。]$/, ""), n: number(told.unknown) }) : said;
}

function foundOf({ answer, hits, all, columns }, filtered) {
  const some = hits.length - all;
  if (!hits.length) {
    if (filtered) return answer ? _("No paper fits. Remove a filter. Try other words.") : _("No paper fits. Remove a filter.");
    return answer ? _("No paper fits. Try other words.") : _("No paper fits.");
  }
  if (!all) {
    return answer.papers.all
      ? many("No paper that fits the filters has all of the words; {n} has some", "No paper that fits the filters has all of the words; {n} have some", some)
      : many("No paper has all of the words; {n} has some", "No paper has all of the words; {n} have some", some);
  }
  if (some) return many("{n} paper with all words, {some} more with some", "{n} papers with all words, {some} more with some", all, { some: number(some) });
  return all === columns.count && !answer ? _("All {n} papers", { n: number(all) }) : _("{n} of {all} papers", { n: number(all), all: number(columns.count) });
}

// What was not taken as it was typed, and the other words to try: a text and what the button says.
export function forgivenIn({ answer, people }, author) {
  const words = answer?.forgiven ?? [];
  const text = answer?.text.trim();
  const said = words.map(({ typed, taken }) => _("{taken} for {typed}", { taken: listed(taken), typed }));
  if (people?.taken.length) said.push(_("{taken} for {typed}", { taken: listed(people.taken), typed: author }));
  const instead = words.length ? [{ text: `"${text}"`, label: _("Only “{text}”", { text }) }] : [];
  if (answer?.literal) {
    const plain = text.slice(1, -1).trim();
    return { said: _("With exactly “{text}”.", { text: plain }), instead: [{ text: plain, label: _("Similar words too") }] };
  }
  return { said: said.length ? _("Also showing {words}.", { words: said.join(_("; ")) }) : "", instead };
}

// Links to the pages that the words mean, each with what tells it apart; documentation last.
export function meantBy({ answer }) {
  const hits = (answer?.groups ?? []).filter(({ kind }) => kind !== "paper").flatMap((group) => group.hits);
  const entries = hits.filter(({ kind }) => kind !== "guide").slice(0, most);
  const guides = hits.filter(({ kind }) => kind === "guide").slice(0, 1);
  return [...entries, ...guides].map(({ kind, title, path, note }) => {
    const link = Object.assign(document.createElement("a"), { href: new URL(path, pages).href, textContent: title });
    const line = document.createElement("span");
    line.append(`${kinds[kind]} `, link, note ? ` · ${note}` : "");
    return line;
  });
}

// Each filter with the fields of the form that say it.
export function filtersOf(wanted, fields) {
  const { topic, from, to, venue, version, author, code, numbers, keys } = wanted;
  const chosen = (select) => select.selectedOptions[0].dataset.label;
  const years = from && to ? (from === to ? from : `${from}–${to}`) : from ? _("Since {year}", { year: from }) : _("Until {year}", { year: to });
  return [
    topic && { label: document.querySelector(`[name=topic][value="${CSS.escape(topic)}"] + span`).textContent, names: ["topic"] },
    (from || to) && { label: years, names: ["from", "to"] },
    venue && { label: venue, names: ["venue"] },
    version && { label: chosen(fields.version), names: ["version"] },
    author && { label: _("Author: {name}", { name: author }), names: ["author"] },
    code && { label: _("With code"), names: ["code"] },
    numbers && { label: _("With numbers"), names: ["numbers"] },
    keys && { label: many("A list of one paper", "A list of {n} papers", keys.split(",").length), names: ["keys"] },
  ].filter(Boolean);
}
