// What can be done from the search box besides opening a page. Each action is a line of the panel: a title, and an
// address or what to do, which gives what to say when it is done; `words` are what it is found by.
import { _, files, many, pages } from "../language.js";
import { exploreAddress, exportPapers, keys, toggle } from "../selection.js";
import { keysOf } from "./matcher.js";

const address = (path) => new URL(path, pages).href;

async function json(path) {
  const answer = await fetch(new URL(path, files));
  if (!answer.ok) throw new Error(`${answer.status}: ${path}`);
  return answer.json();
}

// The promise goes to the clipboard as it is: some browsers let a page write only while a key or a button is fresh.
async function copyBibtex(key, name) {
  const bibtex = json(`papers/${key}.json`).then(({ references }) => new Blob([references.bibtex], { type: "text/plain" }));
  await navigator.clipboard.write([new ClipboardItem({ "text/plain": bibtex })]);
  return _("BibTeX of {name} copied.", { name });
}

function select(key, name) {
  toggle(key);
  return keys().includes(key) ? _("{name} selected.", { name }) : _("{name} is no longer selected.", { name });
}

const ofPaper = (key, name, { copy, add, remove }) => [
  { title: copy, words: _("copy bibtex cite"), run: () => copyBibtex(key, name) },
  { title: keys().includes(key) ? remove : add, words: _("select selection basket"), run: () => select(key, name) },
];
const called = { copy: _("Copy BibTeX"), add: _("Select"), remove: _("Remove it from the selection") };
const calledThis = { copy: _("Copy BibTeX of this paper"), add: _("Select this paper"), remove: _("Remove this paper from the selection") };

// What to do with a paper that was found.
export const paperActions = ({ key, name, title }) => [
  ...ofPaper(key, name || title, called),
  { title: _("Go to its topic"), run: async () => { location.assign(address(`topics/${(await json(`papers/${key}.json`)).topics[0]}/`)); } },
];

// All papers that were found, as Explore lists them. Positions count the survey's papers from the newest.
export const exploreAction = (text, count) => ({
  title: count ? many("Show the paper in Explore", "Show all {n} papers in Explore", count) : _("Look in Explore"),
  href: exploreAddress({ text }),
  quiet: true,
});
export const exportAction = (positions) => ({
  title: many("Cite or export the paper", "Cite or export all {n} papers", positions.length),
  quiet: true,
  leaves: true,
  run: async () => exportPapers(await keysOf(positions)),
});

const toAll = { title: _("All papers on one page"), words: _("all papers list print"), href: address("papers/") };
const toExplore = { title: _("Filter papers in Explore"), words: _("explore filter papers"), href: address("explore/") };
const toAdd = () => (document.querySelector("[data-ls-adds]")
  ? [{ title: _("Add a paper"), words: _("add contribute new missing paper"), href: address("contribute/") }] : []);
export const insteadActions = () => [toAll, ...toAdd().map((action) => ({ ...action, title: _("Add it, if a paper is missing") }))];

function pagePaper() {
  const [, key] = location.pathname.match(/\/papers\/([a-z]+[0-9]{4}[a-z0-9]+)\/(?:index\.html)?$/) ?? [];
  return key ? ofPaper(key, _("This paper"), calledThis) : [];
}

function selection() {
  const chosen = keys();
  return chosen.length ? [
    { title: many("Cite or export the {n} selected paper", "Cite or export the {n} selected papers", chosen.length), words: _("cite export copy bibtex selection selected basket"), leaves: true, run: () => exportPapers(chosen) },
    { title: many("Show the {n} selected paper", "Show the {n} selected papers", chosen.length), words: _("show selection selected basket"), href: exploreAddress({ keys: chosen.join(",") }) },
  ] : [];
}

// The theme shows the label of the scheme that is next.
function scheme() {
  const label = document.querySelector("[data-md-component=palette] label:not([hidden])");
  const turn = () => {
    const focused = document.activeElement;
    label.click(); // the theme moves the focus to its own switch
    focused.focus();
    return document.body.dataset.mdColorScheme === "slate" ? _("Dark mode.") : _("Light mode.");
  };
  return label ? [{ title: label.title, words: _("dark light theme mode scheme colours colors switch"), run: turn }] : [];
}

const toDownloads = () => (document.querySelector("[data-ls-downloads]")
  ? [{ title: _("Download all papers"), words: _("download export data bibtex copy csv json sqlite"), href: address("downloads/"), asked: true }] : []);

const all = () => [
  ...pagePaper(), ...selection(), toExplore, toAll, ...toAdd(), ...scheme(),
  ...toDownloads(),
];

// Those to offer before anything is typed, and those whose names begin with what is typed.
export const usualActions = () => all().filter(({ asked }) => !asked);
export function actionsCalled(text) {
  const typed = text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ words }) => typed.every((each) => each.length > (/^\p{Script=Han}/u.test(each) ? 1 : 2) && words.split(" ").some((word) => word.startsWith(each)));
  return typed.length ? all().filter(fits) : [];
}
