// What the build rendered for the checks of this page, in a file beside it: fetched when an exercise is first touched.
import { pageOf } from "./store.js";

const PATIENCE = 10_000; // milliseconds, after which the plain words of the checks are shown instead

/** @type {Document | null} */
let texts = null;

async function fetched() {
  const page = pageOf(location.href).replace(/(^|\/)$/, "$1index.html");
  const address = new URL(`../check/said/${page}`, import.meta.url);
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) });
    if (response.ok) texts = new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    // gone or slow: what a check says is shown as text
  }
}

/** Settles when the texts are here, or will not come; never fails. */
export const loaded = fetched();

/** A text of the build, to be put on the page; null without one. @param {string} exercise @param {string} name */
export function rendered(exercise, name) {
  const found = texts?.querySelector(`template[data-exercise="${CSS.escape(exercise)}"][data-fragment="${CSS.escape(name)}"]`);
  return found ? [...document.importNode(/** @type {HTMLTemplateElement} */ (found).content, true).childNodes] : null;
}
