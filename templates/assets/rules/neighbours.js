// What a record has in common with others: checks/resemblance.py, identity.py, and LS250 and LS414.
import { _, many } from "./language.js";
import { fold, normalForm, ratio } from "./text.js";
import { folded } from "./identify.js";

const index = (rows, keysOf) => {
  const found = new Map();
  for (const row of rows) {
    for (const key of keysOf(row)) found.set(key, [...(found.get(key) ?? []), row]);
  }
  return found;
};
const isAscii = (text) => Number(!/[^\x00-\x7f]/.test(text));
const file = (key) => `papers/${key.match(/[0-9]{4}/)[0]}/${key}.yaml`;

export function neighbourRules({ identity, resemblance }, { names, repository, identities, records }) {
  const { ALIKE, ACRONYM, DIGITS } = resemblance;
  const rows = (records?.key ?? []).map((key, at) => ({
    key, name: records.name[at], code: records.code[at], titles: records.titles[at].split("\n"),
    authors: records.authors[at].split("\n").filter(Boolean),
  }));
  const shortName = (name) => identity.SEPARATORS.sub("", name.toLowerCase());
  const codeOf = (url) => repository(url).replace(/\/+$/, "").toLowerCase();
  const byName = index(rows, (row) => (row.name ? [shortName(row.name)] : []));
  const byCode = index(rows, (row) => (row.code ? [codeOf(row.code)] : []));
  const byAuthor = index(rows, (row) => row.authors);
  const byFolded = index([...byAuthor.keys()], (author) => [fold(author)]);
  const compared = (title, first) => {
    const whole = normalForm(title);
    const prefix = ACRONYM.match(title);
    const form = prefix ? normalForm(title.slice(prefix[0].length)) : whole;
    const parts = first === undefined ? null : names.partsOf(first);
    const surname = parts ? normalForm(parts.group ?? parts.family) : "";
    return { form, block: [surname, ...DIGITS.findall(whole).map(([digits]) => digits)].join("\n") };
  };
  const byBlock = index(
    rows.flatMap((row) => row.titles.map((title) => ({ row, title, ...compared(title, row.authors[0]) }))).filter(({ form }) => form),
    ({ block }) => [block]);

  // The record that is of the same work by an id, or by its title; nothing for a record without either.
  function twin({ ids = {}, title = "" }, key) {
    for (const [scheme, value] of Object.entries(ids)) {
      const id = folded(scheme, value);
      const other = Object.hasOwn(identities.ids, id) ? identities.keys[identities.ids[id]] : key;
      if (other !== key) return { code: "LS201", path: ["ids", scheme], other, reason: _("{id} is in {file} too", { id: value, file: file(other) }),
        fix: _("One work is one record; if it is another work, correct the id.") };
    }
    const form = normalForm(title);
    const other = form && Object.hasOwn(identities.titles, form) ? identities.keys[identities.titles[form]] : key;
    return other === key ? null : { code: "LS221", path: ["title"], other, reason: _("the title of {file}, which has other ids", { file: file(other) }),
      fix: _("If it is one work, merge the two records; if not, waive this with a reason.") };
  }

  function* rules({ record, key, authors, names: spoken }) {
    const others = (found) => (found ?? []).filter((row) => row.key !== key);
    const same = twin(record, key);
    if (same) yield same;
    else {
      const { form: own, block } = compared(record.title, authors[0]);
      const alike = (byBlock.get(block) ?? []).filter(({ row }) => row.key !== key)
        .map((each) => ({ ...each, score: ratio(own, each.form) })).filter(({ score }) => score >= ALIKE)
        .sort((one, other) => other.score - one.score)[0];
      if (own && alike) {
        yield { code: "LS222", path: ["title"], other: alike.row.key,
          reason: _('nearly ({score} %) the title of {file}, "{title}"',
            { score: alike.score.toFixed(0), file: file(alike.row.key), title: alike.title }),
          fix: _("If it is one work, merge the two records; if not, waive this and say how they differ.") };
      }
    }
    const namesake = record.name === undefined ? undefined : others(byName.get(shortName(record.name)))[0];
    if (namesake) {
      yield { code: "LS223", path: ["name"], reason: _("'{name}' is the short name of {file} too", { name: record.name, file: file(namesake.key) }),
        fix: _("Check both; if both have this name, waive this with a reason.") };
    }
    for (const [at, author] of spoken.entries()) {
      const count = (name) => others(byAuthor.get(name)).length + spoken.includes(name);
      const spellings = new Set([...(byFolded.get(fold(author)) ?? []), ...spoken.filter((name) => fold(name) === fold(author))]);
      const [usual] = [...spellings].filter(count).sort((one, other) => count(other) - count(one) ||
        isAscii(one) - isAscii(other) || (one < other ? -1 : 1));
      if (usual !== author) {
        yield { code: "LS250", path: ["authors", at],
          reason: many("'{author}' is '{usual}' in {count} other record", "'{author}' is '{usual}' in {count} other records",
            count(usual), { author, usual, count: count(usual) }),
          fix: _('Write  "{name}", correct the others, or waive this if there are two people.', { name: usual }) };
      }
    }
    const users = record.links?.code === undefined ? [] : others(byCode.get(codeOf(record.links.code)));
    const people = new Set(spoken.map(fold));
    if (users.length && people.size && users.every((row) => !row.authors.some((author) => people.has(fold(author))))) {
      yield { code: "LS414", path: ["links", "code"], reason: _("{url} is the code of {file} too", { url: record.links.code, file: file(users[0].key) }),
        fix: _("Check whose code it is and delete the other link; waive this if it belongs to both.") };
    }
  }
  return { rules, twin };
}
