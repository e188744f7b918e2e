// What this browser was asked last, newest first: eight searches at most, and none of them leaves it.

const stored = `livingsurvey ${new URL("../..", import.meta.url).pathname} searches`;
const most = 8;
const longest = 200; // nobody types more; what is found in the storage may be anybody's

let kept = [];

// Private windows may refuse storage: then what was asked is known as long as the page.
function read() {
  try {
    const found = JSON.parse(localStorage.getItem(stored));
    const isSearch = (text) => typeof text === "string" && text.trim() && text.length <= longest;
    kept = Array.isArray(found) ? [...new Set(found.filter(isSearch))].slice(0, most) : [];
  } catch {
    // As it was.
  }
  return kept;
}

function write(texts) {
  kept = texts.slice(0, most);
  try {
    localStorage.setItem(stored, JSON.stringify(kept));
  } catch {
    // Kept in memory.
  }
}

const others = (text) => read().filter((each) => each.toLowerCase() !== text.toLowerCase());

export const recents = read;
export const forget = (text) => write(others(text));
export const forgetAll = () => write([]);
export function remember(text) {
  if (text && text.length <= longest) write([text, ...others(text)]);
}
