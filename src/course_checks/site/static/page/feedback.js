// What a check found, shown beside each item: in words and signs, with texts that the build rendered.
// Whatever comes from a check or a reader is set as text, never as HTML.
import { button, copy, counted, el, named } from "./elements.js";
import { items, reachable } from "./fields.js";
import { inWords, nameOf } from "./naming.js";
import { rendered } from "./said.js";
import { certainty, isDone } from "./store.js";

const SIGNS = { right: "✓", "look again": "→", "not answered": "·", "not read": "?", "our fault": "!", read: "•" };
const WORDS = { "not read": "could not be read", "our fault": "our fault, not yours", read: "read; not scored" };
const MARKS = { place: "look again", form: "could not be read" };
const SURE = { certain: "you were certain", "fairly sure": "you were fairly sure", guess: "you were guessing" };
const MOST_UNREAD = 6; // parts of an item of which is said why they could not be read; all are marked
const OFFLINE = "This computer seems to be offline. Checking is loaded once, and then needs no network: try again when you are online.";

/** @typedef {{topic: string, parts: string[], text: string, fragment: string}} Message */
/** @typedef {{ending: string, state: string, score: number | null, tally: string, given: Record<string, string>, messages: Message[]}} Item */

/** @param {HTMLFormElement} form */
const result = (form) => /** @type {HTMLElement} */ (form.querySelector(".exercise-result"));

/** Take away what an earlier check said of an item. @param {HTMLFieldSetElement} item */
function clean(item) {
  for (const old of item.querySelectorAll(":scope > .feedback-item, .field-mark")) old.remove();
  for (const field of item.querySelectorAll("[data-marked]")) {
    field.removeAttribute("data-marked");
    field.removeAttribute("aria-invalid");
    const others = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => !one.startsWith("mark-"));
    if (others.join(" ")) field.setAttribute("aria-describedby", others.join(" "));
    else field.removeAttribute("aria-describedby");
  }
}

/** The line that says how an item stands. @param {string} state @param {string} more */
function stateLine(state, more) {
  const words = WORDS[/** @type {keyof typeof WORDS} */ (state)] ?? state;
  const sign = el("span", { "aria-hidden": "true" }, `${SIGNS[/** @type {keyof typeof SIGNS} */ (state)] ?? "•"} `);
  const aside = more ? [el("span", { class: "feedback-aside" }, ` · ${more}`)] : [];
  return el("p", { class: "feedback-state" }, sign, words.charAt(0).toUpperCase() + words.slice(1), ...aside);
}

/** A note under an item. @param {HTMLFieldSetElement} item @param {string} state @param {string} more @param {Node[]} said */
function note(item, state, more, said) {
  clean(item);
  const made = el(
    "div",
    { class: `feedback-item ${named(state)}`, role: "group", "aria-label": "Feedback", tabindex: "-1" },
    stateLine(state, more),
    ...said,
  );
  item.append(made);
  return made;
}

/** @param {HTMLFormElement} form @param {string} item @param {Message} message @returns {Node[]} */
function said(form, item, message) {
  if (message.topic === "worked") return [toAnswer(form)];
  const known = message.fragment ? rendered(form.dataset.exercise ?? "", `${item} ${message.fragment}`) : null;
  if (known) return known;
  if (message.topic === "detail" && message.text.includes("\n")) return [drawn(message)];
  return inWords(form, item, message).split("\n").filter(Boolean).map((line) => el("p", {}, line));
}

/** Why parts could not be read: of each, where there are several. @param {HTMLFormElement} form @param {string} item @param {Message[]} messages @returns {Message[]} */
function unread(form, item, messages) {
  const own = messages.filter((one) => one.topic === "form" && one.parts.length);
  if (own.length < 2) return messages;
  const told = own.slice(0, MOST_UNREAD).map((one) => ({ ...one, text: `${nameOf(form, item, one.parts[0])}: ${one.text}` }));
  const more = own.length - told.length;
  if (more) told.push({ topic: "form", parts: [], text: `${more} more could not be read; each is marked.`, fragment: "" });
  return [...told, ...messages.filter((one) => !own.includes(one))];
}

/** Several lines as they stand, such as a tree: what its first line calls them, and the rest. @param {Message} message */
function drawn(message) {
  const at = message.text.indexOf("\n");
  const lines = el("pre", { class: "feedback-detail" }, message.text.slice(at + 1));
  return el("details", { class: "feedback-drawn" }, el("summary", {}, message.text.slice(0, at).replace(/:$/, "")), lines);
}

/** A way to the worked answer, which stands folded under the exercise. @param {HTMLFormElement} form */
function toAnswer(form) {
  const fold = /** @type {HTMLDetailsElement | null} */ (form.closest(".exercise")?.querySelector("details.worked-answer") ?? null);
  const open = () => {
    if (!fold) return;
    fold.open = true;
    fold.querySelector("summary")?.focus();
  };
  return el("p", {}, button("Show the answer, and why", open, "button-link"));
}

/** Mark the fields of which a message speaks. @param {HTMLFormElement} form @param {HTMLFieldSetElement} item @param {Message} message */
function mark(form, item, message) {
  const words = MARKS[/** @type {keyof typeof MARKS} */ (message.topic)];
  if (!words) return;
  for (const part of message.parts) {
    const found = reachable(form, item.dataset.item ?? "", part);
    if (!found.length || found[0].dataset.marked) continue;
    const id = `mark-${form.closest(".exercise")?.id}-${item.dataset.item}-${part}`.replaceAll(/\s/g, "-");
    const sign = message.topic === "form" ? "?" : "→";
    const made = el("span", { class: `field-mark mark-${message.topic}`, id }, el("span", { "aria-hidden": "true" }, `${sign} `), words);
    const group = found[0].closest(".options-row, .options, [data-for], .order-list > li, td, .field");
    (group ?? item).append(made);
    for (const field of found) {
      field.dataset.marked = "1";
      field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${id}`.trim());
      if (message.topic === "form") field.setAttribute("aria-invalid", "true");
    }
  }
}

/** One item's result. @param {HTMLFormElement} form @param {HTMLFieldSetElement} item @param {Item} found */
function showItem(form, item, found) {
  const id = item.dataset.item ?? "";
  const sure = found.ending === "scored" ? (SURE[/** @type {keyof typeof SURE} */ (found.given.sure)] ?? "") : "";
  const told = found.messages.filter((one) => !(found.ending === "unanswered" && one.topic === "empty"));
  const made = note(item, found.state, sure, unread(form, id, told).flatMap((one) => said(form, id, one)));
  made.querySelector("details.feedback-drawn")?.setAttribute("open", "");
  if (found.ending === "fault") made.append(report(form, id, found.messages.map((one) => one.text).join("\n")));
  for (const one of found.messages) mark(form, item, one);
}

/** What to send to whoever looks after the course; it holds nothing that was typed. @param {HTMLFormElement} form @param {string} item @param {string} text */
function report(form, item, text) {
  const held = [`Exercise: ${form.dataset.exercise} (version ${form.dataset.version})`, `Item: ${item || "all"}`, text].join("\n");
  const copied = () => copy(held, "What to report");
  return el("details", { class: "feedback-report" }, el("summary", {}, "What to report"), el("pre", {}, held), button("Copy", copied));
}

/** In one line, how many items are what. @param {Item[]} found */
function summed(found) {
  const scored = found.filter((one) => !(one.ending === "scored" && one.score === null));
  const states = (/** @type {string} */ state) => found.filter((one) => one.state === state).length;
  const told = scored.length ? [`${states("right")} of ${counted(scored.length, "item")} right`] : [];
  for (const [state, words] of [["read", "read (no score)"], ["not answered", "not answered"], ["not read", "not read"], ["our fault", "not checked"]]) {
    if (states(state)) told.push(`${states(state)} ${words}`);
  }
  return `${told.join(", ")}.`;
}

/** What the reader does next. @param {Item[]} found */
function next(found) {
  if (found.every((one) => isDone({ ...one, sure: "" }))) return "";
  if (found.some((one) => one.ending === "invalid")) return "What could not be read costs nothing: mend it, and check again.";
  if (found.every((one) => one.ending === "unanswered")) return "Answer what you can, and check again.";
  if (found.some((one) => one.ending === "fault")) return "You did nothing wrong, and your answer is kept.";
  if (!found.some(isOpen)) return "Answer what is still open, and check again.";
  return "Change an answer, and check again: each changed answer is told more.";
}

/**
 * Show what a check found, and bring the reader to the first thing to look at, if she waits for it; whether a hint can
 * tell more.
 * @param {HTMLFormElement} form @param {{items: Record<string, Item>}} answer @param {boolean} [waits]
 */
export function show(form, answer, waits = false) {
  const own = items(form).filter((one) => answer.items[one.dataset.item ?? ""]);
  if (own.length === 0) {
    for (const item of items(form)) clean(item);
    result(form).replaceChildren();
    return false;
  }
  const found = own.map((one) => answer.items[one.dataset.item ?? ""]);
  own.forEach((one, number) => showItem(form, one, found[number]));
  const asksHowSure = form.querySelector('input[name$=".sure"]') !== null;
  const lines = [summed(found), asksHowSure ? certainty() : "", next(found)].filter(Boolean);
  result(form).replaceChildren(...lines.map((line) => el("p", {}, line)));
  if (waits) bring(toFirst(form, own, found));
  return found.some(isOpen);
}

/** Bring the reader to a place, with what stands around it in sight. @param {HTMLElement | null} to */
function bring(to) {
  to?.focus({ preventScroll: true });
  to?.scrollIntoView({ block: "center" });
}

/** Whether an item was judged and is not right. @param {Item} one */
const isOpen = (one) => one.ending === "scored" && one.score !== null && one.score < 1;

/** The first empty menu in a line of a map that is begun. @param {HTMLElement} item @returns {HTMLElement | null} */
function gapIn(item) {
  for (const row of item.querySelectorAll(".map-lines > li, .map-field li")) {
    const menus = [...row.querySelectorAll("select")];
    const empty = menus.find((one) => !one.value);
    if (empty && menus.some((one) => one.value)) return empty;
  }
  return null;
}

/** The first thing to look at. @param {HTMLFormElement} form @param {HTMLFieldSetElement[]} own @param {Item[]} found @returns {HTMLElement | null} */
function toFirst(form, own, found) {
  const first = (/** @type {(one: Item) => boolean} */ is) => own[found.findIndex(is)];
  const unread = first((one) => one.ending === "invalid");
  if (unread) return gapIn(unread) ?? unread.querySelector("[aria-invalid]") ?? unread.querySelector(".feedback-item");
  const open = first((one) => one.ending === "fault" || isOpen(one));
  if (open) return open.querySelector(".feedback-item");
  const blank = first((one) => one.ending === "unanswered");
  if (blank) return blank.querySelector("input:not([hidden]), select, textarea:not([hidden])");
  const made = result(form);
  made.tabIndex = -1;
  return made;
}

/** How the items of a form stood when they were last checked. @param {HTMLFormElement} form @param {Record<string, import("./store.js").End>} ends */
export function showKept(form, ends) {
  for (const item of items(form)) {
    const end = ends[item.dataset.item ?? ""];
    if (end && end.ending === "scored") note(item, end.state, "at your last check", []);
  }
}

/** The checks could not be asked. @param {HTMLFormElement} form @param {any} fault @param {() => void} again @param {boolean} waits */
export function troubled(form, fault, again, waits) {
  const why = String(fault.message);
  const made = el(
    "div",
    { class: "feedback-item state-our-fault", tabindex: "-1" },
    stateLine("our fault", ""),
    el("p", {}, why),
    ...(navigator.onLine ? [] : [el("p", {}, OFFLINE)]),
    button("Try again", again),
    report(form, "", [why, fault.what].filter(Boolean).join("\n")),
  );
  result(form).replaceChildren(made);
  if (waits) bring(made);
}
