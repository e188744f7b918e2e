// What the panel says, as plain data: notes, sections of lines, the line that Enter takes, and what is read aloud.
import { _, authors, listed, many, pages } from "../language.js";
import { fold } from "../rules/text.js";
import { actionsCalled, exploreAction, exportAction, insteadActions, paperActions, usualActions } from "./actions.js";
import { forget, forgetAll, recents } from "./recents.js";

const kinds = {
  paper: { title: _("Papers"), counted: (count) => many("{n} paper", "{n} papers", count) },
  topic: { title: _("Topics"), counted: (count) => many("{n} topic", "{n} topics", count) },
  author: { title: _("Authors"), counted: (count) => many("{n} author", "{n} authors", count) },
  framework: { title: _("Frameworks"), counted: (count) => many("{n} framework", "{n} frameworks", count) },
  venue: { title: _("Venues"), counted: (count) => many("{n} venue", "{n} venues", count) },
  table: { title: _("Tables of results"), counted: (count) => many("{n} table of results", "{n} tables of results", count) },
  leaderboard: { title: _("Leaderboards"), counted: (count) => many("{n} leaderboard", "{n} leaderboards", count) },
  guide: { title: _("Documentation"), counted: (count) => many("{n} page of documentation", "{n} pages of documentation", count) },
};
const someWords = _("Papers with some of the words");

// A page that was found. A paper is told from others by its authors and venue, and can be used without being opened.
function line(hit) {
  const { kind, title, path, note, by, name, says } = hit;
  const href = new URL(path, pages).href;
  if (kind !== "paper") return { title, note, href };
  return {
    title: name && !title.includes(name) ? `${name} · ${title}` : title,
    by: authors(by),
    note,
    says,
    href,
    inner: () => paperActions(hit),
    called: name || title,
  };
}

function group({ kind, count, hits }, { all, positions }) {
  const lines = hits.map(line);
  const { title } = kinds[kind];
  if (kind !== "paper") return [{ title, count, lines }];
  if (!all) return [{ title: someWords, count: positions.length, lines }];
  return [{ title, count: all, lines: lines.slice(0, all) }, { title: someWords, count: positions.length - all, lines: lines.slice(all) }];
}

function forgiven({ text, forgiven: words }) {
  const asTyped = (word) => text.split(/[\s"]+/).find((each) => fold(each) === word) ?? word;
  const each = words.map(({ typed, taken }) => _("{taken} for {typed}", { taken: listed(taken), typed: asTyped(typed) }));
  const only = { title: _("Search for “{text}” only", { text: text.trim() }), fill: `"${text.trim()}"`, quiet: true };
  return each.length ? [{ note: _("Also showing {words}.", { words: each.join(_("; ")) }), line: only }] : [];
}

// For an answer of search.js.
export function found(answer) {
  const { text, literal, groups, papers, sure } = answer;
  const plain = literal ? text.trim().slice(1, -1).trim() : text.trim();
  const called = actionsCalled(text);
  const number = papers.all || papers.positions.length;
  const sections = groups.filter(({ hits }) => hits.length).flatMap((each) => group(each, papers)).filter(({ lines }) => lines.length);
  const isEmpty = !sections.length;
  const taken = papers.positions.slice(0, number);
  const explore = exploreAction(text.trim(), number);
  const notes = [
    ...forgiven(answer),
    ...(literal && !isEmpty ? [{ note: _("With exactly “{text}”.", { text: plain }), line: { title: _("Search for similar words too"), fill: plain, quiet: true } }] : []),
    ...(number && !papers.all ? [{ note: _("No paper has all of these words.") }] : []),
    ...(isEmpty ? [{ note: _("Nothing found for “{text}”.", { text: plain }), line: literal ? { title: _("Search without the quotation marks"), fill: plain, quiet: true } : undefined }] : []),
  ];
  if (number) sections.push({ lines: [explore, exportAction(taken)] });
  else if (isEmpty && !called.length) sections.push({ lines: [explore, ...insteadActions()] });
  if (called.length) sections.push({ title: _("Actions"), lines: called });
  const lines = sections.flatMap((section) => section.lines);
  const surely = sure && (lines.find(({ href }) => href === new URL(sure.path, pages).href) ?? line(sure));
  const enter = surely || (number ? explore : lines[0]); // Explore shows papers alone
  const counts = groups.filter(({ hits }) => hits.length).map(({ kind, count }) => kinds[kind].counted(kind === "paper" ? number : count));
  const said = [listed(counts), ...notes.map(({ note }) => note.replace(/[.。]$/, "")), _("Enter: {action}", { action: enter.title })];
  return { notes, sections, enter, said: said.filter(Boolean).join(_(". ")) };
}

// Before anything is typed.
export function atRest() {
  const kept = recents();
  const sections = [{ title: _("Actions"), lines: usualActions() }];
  if (kept.length) {
    const lines = kept.map((text) => ({ title: text, fill: text, remove: { title: _("Remove “{text}” from recent searches", { text }), run: () => forget(text) } }));
    sections.unshift({ title: _("Recent searches"), lines: [...lines, { title: _("Clear recent searches"), quiet: true, run: forgetAll }] });
  }
  return { notes: [], sections, enter: null, said: kept.length ? many("{n} recent search", "{n} recent searches", kept.length) : "" };
}

export const failed = (text) => ({
  notes: [{ note: _("The search could not be loaded.") }], sections: [{ lines: [exploreAction(text, 0)] }], enter: exploreAction(text, 0),
  said: _("The search could not be loaded. Enter: Explore"),
});
