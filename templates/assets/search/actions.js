// What can be done from the search box besides opening a page. Each action is a line of the panel: a title, and an
// address or what to do, which gives what to say when it is done; `words` are what it is found by.
import { exploreAddress, exportPapers, keys, toggle } from "../selection.js";
import { keysOf } from "./matcher.js";

const site = new URL("../..", import.meta.url);
const address = (path) => new URL(path, site).href;
const counted = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

async function json(path) {
  const answer = await fetch(address(path));
  if (!answer.ok) throw new Error(`${answer.status}: ${path}`);
  return answer.json();
}

// The promise goes to the clipboard as it is: some browsers let a page write only while a key or a button is fresh.
async function copyBibtex(key, name) {
  const bibtex = json(`papers/${key}.json`).then(({ references }) => new Blob([references.bibtex], { type: "text/plain" }));
  await navigator.clipboard.write([new ClipboardItem({ "text/plain": bibtex })]);
  return `BibTeX of ${name} copied.`;
}

function select(key, name) {
  toggle(key);
  return keys().includes(key) ? `${name} selected.` : `${name} is no longer selected.`;
}

// `what` is how the titles call a paper that is not right above them.
const ofPaper = (key, name, what = "") => [
  { title: `Copy BibTeX${what && ` of ${what}`}`, words: "copy bibtex cite", run: () => copyBibtex(key, name) },
  {
    title: keys().includes(key) ? `Remove ${what || "it"} from the selection` : `Select${what && ` ${what}`}`,
    words: "select selection basket",
    run: () => select(key, name),
  },
];

// What to do with a paper that was found.
export const paperActions = ({ key, name, title }) => [
  ...ofPaper(key, name || title),
  { title: "Go to its topic", run: async () => { location.assign(address(`topics/${(await json(`papers/${key}.json`)).topics[0]}/`)); } },
];

// All papers that were found, as Explore lists them. Positions count the survey's papers from the newest.
export const exploreAction = (text, count) => ({
  title: count ? `Show ${count === 1 ? "the paper" : `all ${counted(count, "paper")}`} in Explore` : "Look in Explore",
  href: exploreAddress({ text }),
  quiet: true,
});
export const exportAction = (positions) => ({
  title: `Cite or export ${positions.length === 1 ? "the paper" : `all ${counted(positions.length, "paper")}`}`,
  quiet: true,
  leaves: true,
  run: async () => exportPapers(await keysOf(positions)),
});

const toAll = { title: "All papers on one page", words: "all papers list print", href: address("papers/") };
const toExplore = { title: "Filter papers in Explore", words: "explore filter papers", href: address("explore/") };
const toAdd = () => (document.querySelector("[data-ls-adds]")
  ? [{ title: "Add a paper", words: "add contribute new missing paper", href: address("contribute/") }] : []);
export const insteadActions = () => [toAll, ...toAdd().map((action) => ({ ...action, title: "Add it, if a paper is missing" }))];

function pagePaper() {
  const [, key] = location.pathname.match(/\/papers\/([a-z]+[0-9]{4}[a-z0-9]+)\/(?:index\.html)?$/) ?? [];
  return key ? ofPaper(key, "This paper", "this paper") : [];
}

function selection() {
  const chosen = keys();
  const papers = `the ${counted(chosen.length, "selected paper")}`;
  return chosen.length ? [
    { title: `Cite or export ${papers}`, words: "cite export copy bibtex selection selected basket", leaves: true, run: () => exportPapers(chosen) },
    { title: `Show ${papers}`, words: "show selection selected basket", href: exploreAddress({ keys: chosen.join(",") }) },
  ] : [];
}

// The theme shows the label of the scheme that is next.
function scheme() {
  const label = document.querySelector("[data-md-component=palette] label:not([hidden])");
  const turn = () => {
    const focused = document.activeElement;
    label.click(); // the theme moves the focus to its own switch
    focused.focus();
    return `${document.body.dataset.mdColorScheme === "slate" ? "Dark" : "Light"} mode.`;
  };
  return label ? [{ title: label.title, words: "dark light theme mode scheme colours colors switch", run: turn }] : [];
}

const all = () => [
  ...pagePaper(), ...selection(), toExplore, toAll, ...toAdd(), ...scheme(),
  { title: "Download all papers", words: "download export data bibtex copy csv json sqlite", href: address("downloads/"), asked: true },
];

// Those to offer before anything is typed, and those whose names begin with what is typed.
export const usualActions = () => all().filter(({ asked }) => !asked);
export function actionsCalled(text) {
  const typed = text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ words }) => typed.every((each) => each.length > 2 && words.split(" ").some((word) => word.startsWith(each)));
  return typed.length ? all().filter(fits) : [];
}
