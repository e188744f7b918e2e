// What rules say, in the language of the page.
import { withWordsOf } from "../language.js";

await withWordsOf("rules");
export { _, listed, many, sentences } from "../language.js";
