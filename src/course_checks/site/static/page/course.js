// The first and only module of ours that every page loads.  The rest comes when a reader touches what needs it.
import { counts, pageOf } from "./store.js";
import * as store from "./store.js";

const forms = /** @type {HTMLFormElement[]} */ ([...document.querySelectorAll("form.exercise-form")]);

/** @param {EventTarget | null} target @returns {HTMLFormElement | null} */
const formOf = (target) => (target instanceof Element ? target.closest("form.exercise-form") : null);

// Exercises ---------------------------------------------------------------------------------------------------------

/** @type {typeof import("./exercise.js") | null} Once it is here nothing waits for it: what is typed is noted at once. */
let loaded = null;
const exercise = async () => (loaded ??= await import("./exercise.js"));

for (const form of forms) {
  const check = /** @type {HTMLButtonElement | null} */ (form.querySelector('[data-do="check"]'));
  if (check && form.dataset.check !== "off") check.disabled = false;
}

for (const kind of ["focusin", "pointerdown"]) {
  document.addEventListener(kind, async (event) => {
    const form = formOf(event.target);
    if (!form) return;
    // Python has the longest way: it sets out before the rest is here.
    if (form.dataset.check !== "off") import("./checker.js").then((one) => one.start(form.dataset.exercise)).catch(() => {});
    (await exercise()).wake(form);
  });
}

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, async (event) => {
    const form = formOf(event.target);
    const field = /** @type {import("./fields.js").Field} */ (event.target);
    if (form && field.name) (loaded ?? (await exercise())).typed(form, field, kind === "change");
  });
}

document.addEventListener("submit", async (event) => {
  const form = formOf(event.target);
  if (!form) return;
  event.preventDefault();
  await (await exercise()).check(form);
});

document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element ? event.target.closest("button[data-do]") : null;
  const form = formOf(button);
  if (!(button instanceof HTMLElement) || !form) return;
  if (button.dataset.do === "hint") await (await exercise()).check(form, { hint: true });
  if (button.dataset.do === "copy") await (await exercise()).copySheet(form, button);
  if (button.dataset.do === "earlier" || button.dataset.do === "later") (await import("./orders.js")).move(button);
});

// At once only where something was kept, or a field is more than a line.
const kept = new Set(store.exercises());
const grown = forms.some((form) => form.querySelector("[data-domain='names'], [data-domain='links']"));
if (forms.some((form) => kept.has(form.dataset.exercise ?? ""))) exercise();
if (grown) import("./grown.js");
if (document.querySelector("[data-domain='quotation']")) import("./phrases.js");
if (document.querySelector(".my-course")) import("./my-course.js");

// Progress in the navigation ------------------------------------------------------------------------------------------

/** Remember what a unit asks, so that the navigation of every page can say how far its reader is. */
function rememberUnit() {
  if (!forms.length || !document.querySelector(".unit-badges")) return;
  /** @type {Record<string, string[]>} */
  const shown = {};
  for (const form of forms) {
    const items = [...form.querySelectorAll("fieldset[data-item]")].map((one) => /** @type {HTMLElement} */ (one).dataset.item ?? "");
    const name = form.dataset.exercise ?? "";
    shown[name] = [...new Set([...(shown[name] ?? []), ...items])];
  }
  const page = pageOf(location.href);
  if (JSON.stringify(store.small("units")[page]) !== JSON.stringify(shown)) store.keepSmall("units", { [page]: shown });
}

function showProgress() {
  const units = store.small("units");
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".sidebar-tree a.reference"))) {
    const shown = units[pageOf(link.href)];
    link.querySelector(".nav-progress")?.remove();
    const { done, tried, of } = shown ? counts(shown) : { done: 0, tried: 0, of: 0 };
    if (!tried) continue;
    const mark = document.createElement("span");
    mark.className = "nav-progress";
    mark.title = done === of ? "all done" : `${done} of ${of} done`;
    mark.textContent = done === of ? " ✓" : ` ${done}/${of}`;
    link.append(mark);
  }
}

if (kept.size) {
  rememberUnit();
  showProgress();
}
document.addEventListener("course:kept", () => {
  rememberUnit();
  showProgress();
});

// Keys ----------------------------------------------------------------------------------------------------------------

const TYPED_IN = "input, textarea, select, [contenteditable], dialog";

document.addEventListener("keydown", async (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
  if (event.target instanceof Element && event.target.closest(TYPED_IN)) return;
  if (!["/", "?", "n", "p"].includes(event.key) || store.small("settings").keys === false) return;
  event.preventDefault();
  if (event.key === "?") return (await import("./keys.js")).showKeys();
  if (event.key === "/") return toSearch();
  const rel = event.key === "n" ? "next" : "prev";
  const link = /** @type {HTMLLinkElement | null} */ (document.querySelector(`link[rel="${rel}"]`));
  if (link) location.assign(link.href);
});

/** To the search, whose field stands in the closed menu of a narrow page. */
function toSearch() {
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector(".sidebar-search"));
  const menu = /** @type {HTMLInputElement | null} */ (document.querySelector("#__navigation"));
  if (field && !field.checkVisibility({ visibilityProperty: true }) && menu) menu.click();
  field?.focus();
}

document.querySelector("[data-do='keys']")?.addEventListener("click", async () => (await import("./keys.js")).showKeys());
