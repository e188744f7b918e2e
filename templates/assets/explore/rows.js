// The papers that were found, as rows of the table.
import { authors, pages } from "../language.js";
import { box } from "../selection.js";

const shape = document.getElementById("ls-hit").content.firstElementChild;
const divider = document.getElementById("ls-some").content.firstElementChild;

// `card` is what the search shows of a paper, `columns` what it is filtered by, `topics` are their titles by id.
export function row(card, columns, topics) {
  const { at, key, name, by, says, venue, year, topic, code } = card;
  const item = shape.cloneNode(true);
  const part = (of) => item.querySelector(`.ls-hit__${of}`);
  const title = name && !card.title.includes(name) ? `${name} · ${card.title}` : card.title;
  item.dataset.key = key;
  part("pick").append(box(key, title));
  part("title").href = new URL(`papers/${key}/`, pages).href;
  part("title").textContent = title;
  if (says) part("says").textContent = says;
  else part("says").remove();
  part("authors").textContent = authors(by);
  part("chip").textContent = venue;
  part("chip").classList.add(`ls-chip--${columns.isPublished(at) ? "published" : columns.kind(at)}`);
  for (const { name, value } of columns.traits?.shownOf(at) ?? []) {
    part("venue").append(Object.assign(document.createElement("span"), { className: "ls-chip ls-chip--own", title: name, textContent: value }));
  }
  part("year").textContent = year;
  if (code) part("link").href = code;
  else part("link").remove();
  part("place").href = new URL(`topics/${topic}/`, pages).href;
  part("place").textContent = topics[topic];
  part("added").textContent = columns.added(at);
  part("key").textContent = key;
  return item;
}

// What stands above the papers that have only some of the words.
export const someOfTheWords = () => divider.cloneNode(true);
