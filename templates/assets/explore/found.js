// What Explore finds: the matcher's papers for the words, those of them that fit the filters, and how many would.
import { Facets } from "./facets.js";

const few = 10; // where fewer have all words, those with some fill up to so many (Answer.shown in Python)
let facets;
let ranks;
let last = {};

async function facetsOf(search, compares) {
  const [file, traits] = await Promise.all([search.facets(), compares ? search.traits() : null]);
  if (traits && traits.version !== file.version) return facetsOf(search, compares); // the site was built anew meanwhile
  if (facets?.version !== file.version) [facets, ranks, last] = [new Facets(file, traits), null, {}];
  return facets;
}

async function answered(search, text) {
  if (last.text !== text) last = { text, answer: await search.answer(text) };
  return last.answer;
}

async function ranked(search) {
  if (!ranks) {
    const order = await search.titles();
    ranks = new Uint32Array(order.length);
    order.forEach((at, rank) => { ranks[at] = rank; });
  }
  return ranks;
}

// The papers to show in their order, how many of them have all words, counts of what else could be chosen, and what the
// matcher said.
export async function found(search, wanted) {
  const columns = await facetsOf(search, wanted.traits !== null);
  const [answer, people, list] = await Promise.all([
    wanted.text ? answered(search, wanted.text) : null,
    wanted.author ? search.byAuthor(wanted.author) : null,
    wanted.keys ? search.positions(wanted.keys.split(",")) : null,
    wanted.sort === "title" ? ranked(search) : null,
  ]);
  if (columns.version !== search.version) return found(search, wanted); // the site was built anew meanwhile
  const listed = list && answer && new Set(list);
  const among = (places) => places.filter((at) => (!listed || listed.has(at)) && (!people || people.papers.has(at)));
  const places = answer?.papers.positions ?? list ?? [...Array(columns.count).keys()];
  const all = answer?.papers.all || places.length; // where none has all words, those with some are what there is
  const { hits, counts, unknown } = columns.fitting(among(places.slice(0, all)), wanted);
  const order = (some) => columns.sorted(some, wanted.sort, ranks);
  const isSome = answer !== null && !answer.papers.all;
  const whole = isSome ? [] : order(hits);
  const rest = isSome ? hits : answer && whole.length < few ? columns.fitting(among(places.slice(all)), wanted).hits : [];
  const some = order(rest.slice(0, Math.max(0, few - whole.length)));
  const most = isSome ? few : Infinity;
  return { columns, answer, people, counts, unknown, most, hits: [...whole, ...some], all: whole.length, taken: whole.length ? whole : some };
}
