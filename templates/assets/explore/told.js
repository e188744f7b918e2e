// What Explore says of what it found: how much, what was forgiven, which pages the words mean, and what is filtered by.

const site = new URL("../..", import.meta.url);
const kinds = { topic: "Topic", author: "Author", framework: "Framework", venue: "Venue", table: "Results", leaderboard: "Leaderboard", guide: "Documentation" };
const most = 5;
const number = (count) => count.toLocaleString("en");

// `filtered` tells whether a filter leaves papers out.
export function countOf(told, filtered) {
  const said = foundOf(told, filtered);
  return told.unknown ? `${said.replace(/\.$/, "")}; ${number(told.unknown)} may also fit (unknown)` : said;
}

function foundOf({ answer, hits, all, columns }, filtered) {
  const some = hits.length - all;
  if (!hits.length) return ["No paper fits.", filtered && "Remove a filter.", answer && "Try other words."].filter(Boolean).join(" ");
  if (!all) {
    const who = answer.papers.all ? "No paper that fits the filters" : "No paper";
    return `${who} has all of the words; ${number(some)} ${some === 1 ? "has" : "have"} some`;
  }
  if (some) return `${number(all)} paper${all === 1 ? "" : "s"} with all words, ${some} more with some`;
  return all === columns.count && !answer ? `All ${number(all)} papers` : `${number(all)} of ${number(columns.count)} papers`;
}

// What was not taken as it was typed, and the other words to try: a text and what the button says.
export function forgivenIn({ answer, people }, author) {
  const words = answer?.forgiven ?? [];
  const text = answer?.text.trim();
  const said = words.map(({ typed, taken }) => `${taken.join(", ")} for ${typed}`);
  if (people?.taken.length) said.push(`${people.taken.join(", ")} for ${author}`);
  const instead = words.length ? [{ text: `"${text}"`, label: `Only “${text}”` }] : [];
  if (answer?.literal) {
    const plain = text.slice(1, -1).trim();
    return { said: `With exactly “${plain}”.`, instead: [{ text: plain, label: "Similar words too" }] };
  }
  return { said: said.length ? `Also showing ${said.join("; ")}.` : "", instead };
}

// Links to the pages that the words mean, each with what tells it apart; documentation last.
export function meantBy({ answer }) {
  const hits = (answer?.groups ?? []).filter(({ kind }) => kind !== "paper").flatMap((group) => group.hits);
  const pages = hits.filter(({ kind }) => kind !== "guide").slice(0, most);
  const guides = hits.filter(({ kind }) => kind === "guide").slice(0, 1);
  return [...pages, ...guides].map(({ kind, title, path, note }) => {
    const link = Object.assign(document.createElement("a"), { href: new URL(path, site).href, textContent: title });
    const line = document.createElement("span");
    line.append(`${kinds[kind]} `, link, note ? ` · ${note}` : "");
    return line;
  });
}

// Each filter with the fields of the form that say it.
export function filtersOf(wanted, fields) {
  const { topic, from, to, venue, version, author, code, numbers, keys } = wanted;
  const chosen = (select) => select.selectedOptions[0].dataset.label;
  const years = from && to ? (from === to ? from : `${from}–${to}`) : from ? `Since ${from}` : `Until ${to}`;
  const listed = keys.split(",").length;
  return [
    topic && { label: document.querySelector(`[name=topic][value="${CSS.escape(topic)}"] + span`).textContent, names: ["topic"] },
    (from || to) && { label: years, names: ["from", "to"] },
    venue && { label: venue, names: ["venue"] },
    version && { label: chosen(fields.version), names: ["version"] },
    author && { label: `Author: ${author}`, names: ["author"] },
    code && { label: "With code", names: ["code"] },
    numbers && { label: "With numbers", names: ["numbers"] },
    keys && { label: `A list of ${listed === 1 ? "one paper" : `${number(listed)} papers`}`, names: ["keys"] },
  ].filter(Boolean);
}
