// What the survey has on a few words: the one rule of ranking (insight/search/answer.py), for every box of the site.
import { _, code, files, many, pages } from "../language.js";
import { constantsOf } from "../rules/constants.js";
import { identifiers } from "../rules/identify.js";
import { Index, Stale, read } from "./index.js";
import { matched } from "./matching.js";
import { queryOf } from "./query.js";
import { wording } from "./words.js";

const [ID, NAME, ALL, SOME] = [0, 1, 2, 3];
const MANY = 60;
const etAl = " et al."; // as cards end a list of authors (labels.short_authors)
const kinds = ["paper", "topic", "author", "framework", "venue", "table", "leaderboard"];

// The index is in English; what the language of the page says instead stands beside its pages (companions/said.py).
const said = async (file, options) => (code === "en" && pages.href === files.href ? null : read(`${pages}search/${file}`, options).catch(() => null));

// `base` leads to the root of the site.
export async function open(base) {
  const folder = `${base}search/`;
  return new Search(folder, ...await Promise.all([Index.open(folder), said("said.json")]));
}

class Search {
  #folder; #index; #said; #constants; #wording; #identify; #others = new Map();

  constructor(folder, index, words) {
    this.#folder = folder;
    this.#take(index, words);
  }

  // `words` are those of the language; of another build they are of no use.
  #take(index, words) {
    const { head } = index;
    this.#index = index;
    const isOfTheSame = words?.version === head.version;
    this.#said = isOfTheSame ? words : { topics: head.topics, guides: head.guides };
    if (isOfTheSame) index.sayBy(`${pages}search/`, words.more);
    this.#others.clear();
    const constants = constantsOf(head);
    this.#wording = wording(constants.words, head);
    this.#identify = identifiers({ ...constants, addresses: {}, links: {} }).identify;
    this.#constants = { ...constants.matching, ...constants.query };
    this.topics = this.#said.topics;
  }

  // Calls a function until all that it asked the index for is there; begins anew when the site was built anew.
  async #whole(ask) {
    for (;;) {
      const said = ask(this.#index);
      try {
        if (!await this.#index.fetched()) return said;
      } catch (error) {
        if (!(error instanceof Stale)) throw error;
        await this.#renew(error);
      }
    }
  }

  // Takes the index that there is now; where it is still the same, its files are not of one build.
  async #renew(error) {
    const [index, words] = await Promise.all([Index.open(this.#folder, { cache: "reload" }), said("said.json", { cache: "reload" })]);
    if (index.head.version === this.version) throw error;
    this.#take(index, words);
  }

  // What the survey has; null where it is no longer wanted when the words are found, so that nothing more is fetched.
  async answer(text, isWanted = () => true) {
    const { found, literal, forgiven } = await this.#whole((index) => this.#found(index, text));
    if (!isWanted()) return null;
    const asked = this.#index;
    const shown = new Map();
    for (const each of found) {
      const kind = this.#index.kind(each.at);
      if (!shown.has(kind)) shown.set(kind, { kind, first: each, count: 0, places: [] });
      const group = shown.get(kind);
      group.count += 1;
      if (group.places.length < this.#index.head.most[kind]) group.places.push(each.at);
    }
    const papers = found.filter(({ at }) => at < this.#index.papers);
    const all = papers.findIndex(({ tier }) => tier === SOME);
    const withAll = all < 0 ? papers.length : all;
    if (shown.has("paper")) shown.get("paper").count = withAll || shown.get("paper").places.length;
    const groups = [...shown.values()].sort((one, other) =>
      one.first.tier - other.first.tier ||
      one.first.better - other.first.better || other.first.score - one.first.score || kinds.indexOf(one.kind) - kinds.indexOf(other.kind));
    const hits = await this.#whole((index) => groups.map(({ places }) => places.map((at) => hit(index, at))));
    if (this.#index !== asked) return this.answer(text, isWanted); // the places are those of another build
    const told = groups.map(({ kind, count }, at) => ({ kind, count, hits: hits[at] }));
    const guides = guidesOf(this.#said.guides, queryOf(text, this.#rules), this.#wording);
    if (guides.length) told.push({ kind: "guide", count: guides.length, hits: guides.slice(0, 3) });
    const sure = isSure(found) ? told.flatMap((group) => group.hits).find(({ at }) => at === found[0].at) : null;
    return { text, literal, forgiven, sure, groups: told,
      papers: { all: withAll, positions: papers.map(({ at }) => at) } };
  }

  get #rules() {
    return { wording: this.#wording, identify: this.#identify, fields: this.#index.head.fields, constants: this.#constants };
  }

  // What was found, best first.
  #found(index, text) {
    const query = queryOf(text, this.#rules);
    const { literal } = query;
    const ids = byId(index, query);
    if (ids.length) return { found: ids.map((at) => ({ tier: ID, better: 0, score: 0, at })), literal, forgiven: [] };
    const called = calledSo(index, query);
    const { matches, forgiven } = matched(query, index, this.#wording, this.#constants);
    const found = [...called].map(([at, surely]) => ({ tier: NAME, better: -surely, score: 0, at }));
    for (const [at, { score, hasAll }] of matches) {
      if (!called.has(at)) found.push({ tier: hasAll ? ALL : SOME, better: 0, score, at });
    }
    found.sort((one, other) => one.tier - other.tier || one.better - other.better || other.score - one.score || one.at - other.at);
    return { found, literal, forgiven: found.length ? forgiven : [] };
  }

  // What Explore shows of papers, and filters and sorts them by.
  cards(places) {
    return this.#whole((index) => places.map((at) => ({ ...paperOf(index, at), code: index.code(at) })));
  }

  get version() {
    return this.#index.head.version;
  }

  facets() {
    return this.#other("facets");
  }

  traits() {
    return this.#other("traits", async () => {
      const [file, words] = await Promise.all([this.#file("traits"), said(`traits-said.json?${this.version}`)]);
      const called = words?.version === file.version ? words.traits : [];
      return { ...file, traits: file.traits.map((trait, place) => ({ ...trait, ...called[place] })) };
    });
  }

  async titles() {
    return (await this.#other("titles")).order;
  }

  // Of many papers more is fetched at once than is shown of them.
  async keys(places) {
    if (places.length <= MANY) return this.#whole((index) => places.map((at) => index.card(at)?.[0]));
    const { keys } = await this.#other("keys");
    return places.map((at) => keys[at]);
  }

  #file(name) {
    return read(`${this.#folder}${name}.json?${this.version}`);
  }

  async #other(name, fetched = () => this.#file(name)) {
    if (!this.#others.has(name)) this.#others.set(name, fetched());
    try {
      const file = await this.#others.get(name);
      if (file.version === this.version) return file;
    } catch (error) {
      this.#others.delete(name);
      throw error;
    }
    await this.#renew(new Stale(name));
    return this.#other(name, fetched);
  }

  // The position of each of these keys that the survey has, in the order of the keys.
  positions(keys) {
    return this.#whole((index) => keys.flatMap((key) => index.postings("ids", `key:${key}`)?.slice(0, 1) ?? []));
  }

  // People with a page, best first.
  async people(text, most) {
    const { found } = await this.#whole((index) => this.#found(index, text));
    const places = found.map(({ at }) => at).filter((at) => this.#index.kind(at) === "author").slice(0, most);
    return this.#whole((index) => places.map((at) => hit(index, at)));
  }

  // The papers of whoever has this name, the family's last or first; else of those whose names begin so, or have these
  // words in any order, the last of which may be the beginning of one; else of those who are most likely meant, and who
  // these are.
  async byAuthor(text) {
    const words = this.#wording.words(text);
    if (!words.length) return null;
    const name = this.#wording.compact(text);
    const papers = await this.#whole((index) => {
      const places = (postings) => postings?.filter((at, even) => even % 2 === 0 && at < index.papers) ?? [];
      const named = (names) => new Set(names.flatMap((each) => places(index.postings("persons", each))));
      const turned = [...words.slice(1), words[0]].join("");
      for (const names of [[name], [turned], words.length > 1 ? index.beginning("persons", name) : []]) {
        const theirs = named(names);
        if (theirs.size) return theirs;
      }
      const last = words.length - 1;
      const each = words.map((word, at) => new Set([word, ...(at === last ? index.beginning("people", word) : [])]
        .flatMap((term) => places(index.postings("people", term)))));
      return each.reduce((one, other) => new Set([...one].filter((at) => other.has(at))), each[0] ?? new Set());
    });
    if (papers.size) return { papers, taken: [] };
    const people = await this.people(text, 3);
    const theirs = await this.#whole((index) => people.flatMap(({ at }) => index.papersBy(at)));
    return { papers: new Set(theirs), taken: people.map(({ title }) => title) };
  }
}

function byId(index, { identifiers: typed, literal }) {
  const places = (id) => index.postings("ids", id)?.filter((_, at) => at % 2 === 0) ?? [];
  const found = typed.flatMap(places);
  if (found.length || literal || !index.isWhole) return [...new Set(found)];
  return [...new Set(typed.flatMap((id) => index.beginning("ids", id)).flatMap(places))];
}

// The entries that are called just so, and how surely they are meant: less so with the family name first.
function calledSo(index, { name, words }) {
  const found = new Map();
  const turned = index.postings("names", [...words.slice(1), ...words.slice(0, 1)].join("")) ?? [];
  for (let at = 0; at < turned.length; at += 2) {
    if (index.kind(turned[at]) === "author") found.set(turned[at], turned[at + 1] - 1);
  }
  const straight = index.postings("names", name) ?? [];
  for (let at = 0; at < straight.length; at += 2) found.set(straight[at], straight[at + 1]);
  return found;
}

// The pages of documentation that have all words, those first that have them in their titles.
function guidesOf(guides, { words, needed, literal }, { words: wordsOf, forms }) {
  const wanted = words.filter((_, place) => needed[place]);
  const has = (known) => (word, place) => known.includes(word) || (!literal && (forms(word).some((form) => known.includes(form)) ||
    (place === wanted.length - 1 && word.length > 1 && known.some((each) => each.startsWith(word)))));
  const found = guides.filter((guide) => wanted.length && wanted.every(has(guide.words.split(" "))));
  const inTitle = new Map(found.map((guide) => [guide, wanted.filter(has(wordsOf(guide.title))).length]));
  return found.sort((one, other) => inTitle.get(other) - inTitle.get(one))
    .map(({ title, path }) => ({ kind: "guide", title, path, note: "" }));
}

function isSure([first, second]) {
  if (!first) return false;
  if (!second) return first.tier < SOME;
  return first.tier <= NAME && (first.tier < second.tier || (first.tier === second.tier && first.better < second.better));
}

function paperOf(index, at) {
  const row = index.card(at);
  const ours = index.said(at); // asked for with the card, so that both are fetched at once
  if (!row) return null;
  const [key, title, name, by, venue, year, topic, says] = row;
  return { at, key, title, name, by: by.endsWith(etAl) ? _("{names} et al.", { names: by.slice(0, -etAl.length) }) : by, venue, year, topic, says: ours ?? says };
}

const papers = (count) => many("{n} paper", "{n} papers", count);
const rowsOf = (count) => many("{n} row", "{n} rows", count);
const notes = { topic: papers, author: papers, venue: papers, table: rowsOf, leaderboard: rowsOf };

function hit(index, at) {
  const kind = index.kind(at);
  if (kind === "paper") {
    const paper = paperOf(index, at);
    return paper && { ...paper, kind, path: `papers/${paper.key}/`, note: `${paper.venue} ${paper.year}` };
  }
  const row = index.card(at);
  const ours = index.said(at);
  if (!row) return null;
  const [title, path, count] = row;
  return { at, kind, title: ours ?? title, path, note: count === undefined ? "" : notes[kind](count) };
}
