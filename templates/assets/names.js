// Long lists of names: what is typed leaves those that have each of its words at the start of one of theirs.
import { _, number } from "./language.js";
import { fold } from "./rules/text.js";

const field = document.getElementById("ls-name");
const found = document.getElementById("ls-name-found");
const lists = [...document.querySelectorAll(".ls-names")];
const wordsOf = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
const names = lists.flatMap((list) => [...list.children].map((item) => ({ item, words: wordsOf(item.textContent) })));

function narrow() {
  const asked = wordsOf(field.value);
  for (const { item, words } of names) item.hidden = !asked.every((start) => words.some((word) => word.startsWith(start)));
  for (const list of lists) list.hidden = list.previousElementSibling.hidden = [...list.children].every(({ hidden }) => hidden);
  const left = names.filter(({ item }) => !item.hidden).length;
  found.textContent = asked.length ? _("{n} of {all}", { n: number(left), all: number(names.length) }) : "";
}

field.addEventListener("input", narrow);
addEventListener("pageshow", narrow); // Back brings what was typed with it
