// The matcher of this site, fetched and opened when it is first asked.
import { files } from "../language.js";

let matcher;

export async function asked(ask) {
  matcher ??= import("./search.js").then(({ open }) => open(files.href));
  try {
    return await ask(await matcher);
  } catch (error) {
    matcher = undefined; // the next question tries again
    throw error;
  }
}

export const answered = (text, isWanted) => asked((search) => search.answer(text, isWanted));
export const keysOf = (positions) => asked((search) => search.keys(positions));
