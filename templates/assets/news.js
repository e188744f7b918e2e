// News: what is new since the reader was here on an earlier day. What the page then held, as numbers by day, is kept in
// this browser and nowhere else, and can be forgotten.
import { _, code, files, many } from "./language.js";

const said = document.getElementById("ls-since");
const days = JSON.parse(document.getElementById("ls-news").textContent); // day: [papers added, other changes]
const place = `ls-news ${files.pathname}`; // a browser may know several surveys at one address

const inWords = (day) => new Date(`${day}T12:00`).toLocaleDateString(code === "en" ? "en-GB" : code, { day: "numeric", month: "long", year: "numeric" });

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

const isVisit = (visit) => typeof visit?.on === "string" && /^\d{4}-\d\d-\d\d$/.test(visit.on) && typeof visit.days === "object" && visit.days !== null;

// The last visit and that of an earlier day; a storage that refuses, or holds what nobody here wrote, is an empty one.
function remembered() {
  try {
    const { last, before } = JSON.parse(localStorage.getItem(place));
    return { last: isVisit(last) ? last : null, before: isVisit(before) ? before : null };
  } catch {
    return { last: null, before: null };
  }
}

function remember(visits) {
  try {
    if (visits) localStorage.setItem(place, JSON.stringify(visits));
    else localStorage.removeItem(place);
    return true;
  } catch {
    return false;
  }
}

// Of the days of which more is known than then: how many papers more, how many other changes. Days older than all that
// was known then had been left out for their age.
function newsSince(before) {
  const oldest = Object.keys(before.days).sort()[0] ?? "";
  return Object.entries(days).filter(([day]) => day >= oldest).map(([day, now]) => {
    const then = Array.isArray(before.days[day]) ? before.days[day] : [0, 0];
    return { day, added: Math.max(0, now[0] - then[0]), changed: Math.max(0, now[1] - then[1]), whole: !(day in before.days) };
  }).filter(({ added, changed }) => added || changed);
}

function mark(news) {
  const whole = new Set(news.filter((each) => each.whole).map(({ day }) => day));
  for (const time of document.querySelectorAll(".ls-changes time")) {
    if (whole.has(time.dateTime)) time.nextElementSibling.prepend(Object.assign(document.createElement("span"), { className: "ls-chip ls-chip--new", textContent: _("New") }), " ");
  }
}

function tell(text, ...more) {
  said.replaceChildren(text, ...more);
}

function forget() {
  remember(null);
  for (const chip of document.querySelectorAll(".ls-chip--new")) chip.remove();
  tell(_("Forgotten. Your next visit counts as the first."));
}

function begin() {
  const { last, before } = remembered();
  const then = last && last.on < today() ? last : before;
  if (!remember({ last: { on: today(), days }, before: then })) return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "ls-link", textContent: _("Forget my visits"), title: _("They are kept in this browser only.") });
  button.addEventListener("click", forget);
  if (!then) return tell(_("From your next visit on, this shows what is new. Only this browser remembers your visit."), " ", button);
  const news = newsSince(then);
  const added = news.reduce((sum, each) => sum + each.added, 0);
  const changed = news.reduce((sum, each) => sum + each.changed, 0);
  const papers = many("{n} paper", "{n} papers", added);
  const others = many("{n} other change", "{n} other changes", changed);
  const those = added && changed ? _("{papers} and {others}", { papers, others }) : added ? papers : others;
  const day = inWords(then.on);
  mark(news);
  tell(news.length ? _("New since your last visit on {day}: {those}.", { day, those }) : _("Nothing new since your last visit on {day}.", { day }), " ", button);
}

begin();
