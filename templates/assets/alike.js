// The papers of the survey that a new one may be: as they are found by its ids and its title, in the order of the search.
import { authors, pages } from "./language.js";
import { asked } from "./search/matcher.js";

const place = document.getElementById("ls-alike");
const list = place.querySelector("ul");
const shape = place.querySelector("template").content.firstElementChild;
const most = 5;
const pause = 300; // milliseconds, for nobody looks at each letter
let turn = 0;

// An id leads to its paper or to none; words lead to papers with all of them, or else with some.
async function papersLike(search, ids, words) {
  const byId = await Promise.all(ids.map((id) => search.answer(id)));
  const { all, positions } = words ? (await search.answer(words)).papers : { all: 0, positions: [] };
  const sure = byId.filter(({ sure: hit }) => hit?.kind === "paper").map(({ sure: hit }) => hit.at);
  return search.cards([...new Set([...sure, ...positions.slice(0, all || most)])].slice(0, most));
}

function line({ key, title, name, by, venue, year }) {
  const item = shape.cloneNode(true);
  const link = item.querySelector("a");
  link.href = new URL(`papers/${key}/`, pages).href;
  link.textContent = name && !title.includes(name) ? `${name} · ${title}` : title;
  item.querySelector("span").textContent = `${authors(by)} · ${venue} ${year}`;
  return item;
}

// Shows what is like these ids and words, a little later than they are typed.
export async function compare(ids, words) {
  const mine = ++turn;
  await new Promise((resolve) => { setTimeout(resolve, pause); });
  if (mine !== turn) return;
  try {
    const papers = await asked((search) => papersLike(search, ids, words));
    if (mine !== turn) return;
    list.replaceChildren(...papers.map(line));
    place.hidden = !papers.length;
  } catch (error) {
    console.error(error); // the rules hold records together all the same
  }
}
