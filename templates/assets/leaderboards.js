// All leaderboards: those that have the words and the settings that are asked for.
import { fits, narrowed, toldOf } from "./narrowing.js";

const form = document.getElementById("ls-find-leaders");
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const parts = [...document.querySelectorAll("section[data-task]")].map((section) => ({
  section,
  metrics: [...section.querySelectorAll("details")].map((details) => ({
    details,
    wasOpen: details.open,
    lines: [...details.querySelectorAll("li")].map((line) => ({
      line,
      told: toldOf(line),
      text: folded(`${section.dataset.task} ${details.querySelector("summary").textContent} ${line.textContent}`),
    })),
  })),
}));
const all = parts.flatMap(({ metrics }) => metrics.flatMap(({ lines }) => lines));

const show = () => {
  const words = folded(form.elements.words.value).split(/\s+/).filter(Boolean);
  const task = form.elements.task?.value;
  const asks = [...new FormData(form)].some(([, value]) => value);
  let found = 0;
  for (const { section, metrics } of parts) {
    let ofTask = 0;
    for (const { details, wasOpen, lines } of metrics) {
      let ofMetric = 0;
      for (const { line, told, text } of lines) {
        const isFound = (!task || task === section.dataset.task) && fits(told, form) && words.every((word) => text.includes(word));
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
  document.getElementById("ls-leaders-found").textContent = asks ? `${found} of ${all.length} leaderboards` : "";
};

narrowed(form, show);
form.elements.words.addEventListener("input", show);
