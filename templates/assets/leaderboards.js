// All leaderboards: those that have the words and the settings that are asked for.
import { _ } from "./language.js";
import { fits, narrowed, toldOf } from "./narrowing.js";

const form = document.getElementById("ls-find-leaders");
const wordsOf = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

// What a line says, with its address, which has the words in English.
const saidOf = (section, details, link) => `${section.querySelector("h2").textContent} ${details.querySelector("summary").textContent} ${link.textContent} ${link.getAttribute("href")}`;

// A word is found at the beginning of one, and a number only as a whole: 2 is not in 2048 or WikiText2. What is written
// without spaces is found anywhere.
const isApart = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;
const has = (text, word) => text.includes(isApart.test(word) ? word : Number.isNaN(Number(word)) ? ` ${word}` : ` ${word} `);
const parts = [...document.querySelectorAll("section[data-task]")].map((section) => ({
  section,
  metrics: [...section.querySelectorAll("details")].map((details) => ({
    details,
    wasOpen: details.open,
    lines: [...details.querySelectorAll("li")].map((line) => ({
      line,
      told: toldOf(line),
      text: ` ${wordsOf(saidOf(section, details, line.querySelector("a"))).join(" ")} `,
    })),
  })),
}));
const all = parts.flatMap(({ metrics }) => metrics.flatMap(({ lines }) => lines));

const show = () => {
  const words = wordsOf(form.elements.words.value);
  const task = form.elements.task?.value;
  const asks = [...new FormData(form)].some(([, value]) => value);
  let found = 0;
  for (const { section, metrics } of parts) {
    let ofTask = 0;
    for (const { details, wasOpen, lines } of metrics) {
      let ofMetric = 0;
      for (const { line, told, text } of lines) {
        const isFound = (!task || task === section.dataset.task) && fits(told, form) && words.every((word) => has(text, word));
        line.hidden = !isFound;
        ofMetric += isFound;
      }
      details.hidden = !ofMetric;
      details.open = asks ? ofMetric > 0 : wasOpen;
      ofTask += ofMetric;
    }
    section.hidden = !ofTask;
    found += ofTask;
  }
  document.getElementById("ls-leaders-found").textContent = asks ? _("{n} of {all} leaderboards", { n: found, all: all.length }) : "";
};

narrowed(form, show);
form.elements.words.addEventListener("input", show);
