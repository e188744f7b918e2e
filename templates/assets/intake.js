// The two places of the form where something is pasted and read: a paper to begin with, and a list of authors.
import { _, listed, many, sentences } from "./language.js";
import { peopleOf } from "./people.js";

const by = (id) => document.getElementById(id);
const labels = { title: _("title"), authors: _("authors"), year: _("year"), month: _("month"), venue: _("venue"),
  volume: _("volume"), number: _("number"), pages: _("pages"), publisher: _("publisher"), note: _("note"),
  arxiv: _("arXiv id"), doi: "DOI", acl: _("ACL Anthology id"), openreview: _("OpenReview id"), code: _("code"), page: _("page") };

// `judged` gives the judge of records there is now, `read` a data file of the site, `take` writes values into the form; `own`
// are the fields that the survey has of its own.
export function wire({ judged, read, take, authors, own }) {
  const said = by("ls-paste-said");
  const box = by("ls-paste");
  let reader;

  async function readPasted(text) {
    reader ??= Promise.all([import("./paste.js"), read("latex")])
      .then(([{ pasteReader }, latex]) => pasteReader(judged(), latex, own));
    try {
      return (await reader)(text);
    } catch (error) {
      reader = undefined;
      throw error;
    }
  }

  async function fill() {
    try {
      const { values, notes } = await readPasted(box.value);
      const called = { ...labels, ...Object.fromEntries(own.map(({ id, name }) => [`own.${id}`, name])) };
      const names = Object.keys(called).filter((name) => name in values).map((name) => called[name]);
      take(values);
      const taken = names.length ? [_("Filled in: {fields}.", { fields: listed(names) })] : [];
      said.textContent = sentences([...taken, ...notes]);
    } catch (error) {
      said.textContent = _("The reader could not be loaded. Try again, or fill in the fields.");
      console.error(error);
    }
  }
  by("ls-paste-fill").addEventListener("click", fill);
  box.addEventListener("input", () => { said.textContent = ""; });

  const look = by("ls-people");
  const list = by("ls-people-list");
  let left = "";

  // Offers the people of a list that is not one a line, and takes nothing before somebody has looked.
  function offer() {
    const lines = authors.value.split("\n").map((line) => line.trim()).filter(Boolean);
    const people = peopleOf(judged())(authors.value);
    const isOther = people.join("\n") !== lines.join("\n") && authors.value !== left;
    look.hidden = !isOther;
    if (!isOther) return;
    list.value = people.join("\n");
    list.rows = Math.min(people.length + 1, 12);
    const count = people.filter((line) => line !== "and others").length;
    by("ls-people-count").textContent = many("This is read as one person:", "This is read as {n} people:", count);
  }
  authors.addEventListener("input", ({ inputType }) => {
    if (inputType === "insertFromPaste") offer();
    else if (!authors.value.trim()) look.hidden = true;
  });
  authors.addEventListener("change", offer);
  by("ls-people-take").addEventListener("click", () => {
    look.hidden = true;
    take({ authors: list.value.trim() });
    authors.focus();
  });
  by("ls-people-leave").addEventListener("click", () => {
    left = authors.value;
    look.hidden = true;
    authors.focus();
  });
  return { readPasted, reset() { said.textContent = ""; look.hidden = true; left = ""; } };
}
