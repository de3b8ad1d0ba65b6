// The keys of the site, in a window that can also switch them off: a single key can be pressed by mistake.
import { button, dialog, el } from "./elements.js";
import * as store from "./store.js";

const KEYS = [
  ["/", "search"],
  ["n", "next page"],
  ["p", "previous page"],
  ["?", "this list"],
  ["Tab", "to the next link, field or button; the first leads past the menu"],
  ["Enter", "in a field: check"],
  ["Esc", "close a note, a menu or this window"],
];

/** The switch, with its label. */
export function theSwitch() {
  const box = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox" }));
  box.checked = store.small("settings").keys !== false;
  box.addEventListener("change", () => store.keepSmall("settings", { keys: box.checked }));
  return el("label", { class: "option" }, box, el("span", {}, "Use the single keys /, n, p and ?"));
}

/** The list. */
export const theList = () =>
  el("dl", { class: "course-keys" }, ...KEYS.flatMap(([key, does]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, does)]));

/** Show the window. */
export function showKeys() {
  if (document.querySelector("dialog[open]")) return;
  const window = dialog("Keys", theList(), theSwitch(), el("p", { class: "exercise-actions" }, button("Close", () => window.close())));
}
