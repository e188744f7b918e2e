// What the panel says, as plain data: notes, sections of lines, the line that Enter takes, and what is read aloud.
import { fold } from "../rules/text.js";
import { actionsCalled, exploreAction, exportAction, insteadActions, paperActions, usualActions } from "./actions.js";
import { forget, forgetAll, recents } from "./recents.js";

const site = new URL("../..", import.meta.url);
const kinds = {
  paper: ["Papers", "paper"], topic: ["Topics", "topic"], author: ["Authors", "author"], framework: ["Frameworks", "framework"],
  venue: ["Venues", "venue"], table: ["Tables of results", "table of results", "tables of results"], leaderboard: ["Leaderboards", "leaderboard"],
  guide: ["Documentation", "page of documentation", "pages of documentation"],
};
const counted = (count, [, one, many = `${one}s`]) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

// A page that was found. A paper is told from others by its authors and venue, and can be used without being opened.
function line(hit) {
  const { kind, title, path, note, by, name, says } = hit;
  const href = new URL(path, site).href;
  if (kind !== "paper") return { title, note, href };
  return {
    title: name && !title.includes(name) ? `${name} · ${title}` : title,
    by,
    note,
    says,
    href,
    inner: () => paperActions(hit),
    called: name || title,
  };
}

function group({ kind, count, hits }, { all, positions }) {
  const lines = hits.map(line);
  const [title] = kinds[kind];
  if (kind !== "paper") return [{ title, count, lines }];
  if (!all) return [{ title: "Papers with some of the words", count: positions.length, lines }];
  return [{ title, count: all, lines: lines.slice(0, all) }, { title: "Papers with some of the words", count: positions.length - all, lines: lines.slice(all) }];
}

const quoted = (text) => `“${text}”`;
function forgiven({ text, forgiven: words }) {
  const asTyped = (word) => text.split(/[\s"]+/).find((each) => fold(each) === word) ?? word;
  const each = words.map(({ typed, taken }) => `${taken.join(", ")} for ${asTyped(typed)}`);
  return each.length ? [{ note: `Also showing ${each.join("; ")}.`, line: { title: `Search for ${quoted(text.trim())} only`, fill: `"${text.trim()}"`, quiet: true } }] : [];
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
    ...(literal && !isEmpty ? [{ note: `With exactly ${quoted(plain)}.`, line: { title: "Search for similar words too", fill: plain, quiet: true } }] : []),
    ...(number && !papers.all ? [{ note: "No paper has all of these words." }] : []),
    ...(isEmpty ? [{ note: `Nothing found for ${quoted(plain)}.`, line: literal ? { title: "Search without the quotation marks", fill: plain, quiet: true } : undefined }] : []),
  ];
  if (number) sections.push({ lines: [explore, exportAction(taken)] });
  else if (isEmpty && !called.length) sections.push({ lines: [explore, ...insteadActions()] });
  if (called.length) sections.push({ title: "Actions", lines: called });
  const lines = sections.flatMap((section) => section.lines);
  const surely = sure && (lines.find(({ href }) => href === new URL(sure.path, site).href) ?? line(sure));
  const enter = surely || (number ? explore : lines[0]); // Explore shows papers alone
  const counts = groups.filter(({ hits }) => hits.length).map(({ kind, count }) => counted(kind === "paper" ? number : count, kinds[kind]));
  const said = [counts.join(", "), ...notes.map(({ note }) => note.replace(/\.$/, "")), `Enter: ${enter.title}`];
  return { notes, sections, enter, said: said.filter(Boolean).join(". ") };
}

// Before anything is typed.
export function atRest() {
  const kept = recents();
  const sections = [{ title: "Actions", lines: usualActions() }];
  if (kept.length) {
    const lines = kept.map((text) => ({ title: text, fill: text, remove: { title: `Remove ${quoted(text)} from recent searches`, run: () => forget(text) } }));
    sections.unshift({ title: "Recent searches", lines: [...lines, { title: "Clear recent searches", quiet: true, run: forgetAll }] });
  }
  return { notes: [], sections, enter: null, said: kept.length ? counted(kept.length, [, "recent search", "recent searches"]) : "" };
}

export const failed = (text) => ({
  notes: [{ note: "The search could not be loaded." }], sections: [{ lines: [exploreAction(text, 0)] }], enter: exploreAction(text, 0),
  said: "The search could not be loaded. Enter: Explore",
});
