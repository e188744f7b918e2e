// What to do about a text: write it so at its place in the record; or the name that was meant.
import { _ } from "./language.js";
import { quoted } from "./text.js";

export const written = (path, text) => (typeof path.at(-1) === "number" ? _("Write  {text}", { text: quoted(text) })
  : _("Write  {field}: {text}", { field: path.at(-1), text: quoted(text) }));
export const meant = (name) => _("Did you mean '{name}'?", { name });
