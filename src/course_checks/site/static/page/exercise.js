// One exercise on the page: what is typed is kept, what is asked is checked, what comes back is shown.
import * as checker from "./checker.js";
import { copy, el } from "./elements.js";
import { show, showKept, troubled } from "./feedback.js";
import { collect, fill, items, place, pressed, put, textOf, touched } from "./fields.js";
import { loaded as texts } from "./said.js";
import * as store from "./store.js";

const PAUSE = 300; // milliseconds after the last key before an answer is kept
const CHANGED = "This exercise has changed since you answered it. Your answers are kept. Check them again.";

/** @type {Map<HTMLFormElement, Map<string, string>>} What was typed and not yet kept. */
const pending = new Map();
/** @type {WeakSet<HTMLFormElement>} */
const busy = new WeakSet();
/** @type {HTMLFormElement | null} The form whose answers are being kept: it has them already. */
let giving = null;
let clock = 0;

/** @param {HTMLFormElement} form */
const idOf = (form) => form.dataset.exercise ?? "";
/** @param {HTMLFormElement} form */
const versionOf = (form) => form.dataset.version ?? "";
/** @param {HTMLFormElement} form */
export const isOn = (form) => form.dataset.check !== "off";

/** @returns {HTMLFormElement[]} */
export const forms = () => [...document.querySelectorAll("form.exercise-form")].map((one) => /** @type {HTMLFormElement} */ (one));

/** Make a form ready: what was kept goes back in. @param {HTMLFormElement} form */
function open(form) {
  form.querySelector(".exercise-result")?.setAttribute("role", "status");
  const kept = store.kept(idOf(form));
  if (kept.version && kept.version !== versionOf(form)) {
    if (Object.keys(kept.ends).length) store.change(idOf(form), (now) => (now.ends = {}));
    tell(form, "changed", CHANGED);
  }
  // A quick reader answered before this module was here: that counts, and is kept like anything typed.
  const early = touched(form);
  if (early.size) pending.set(form, early);
  fill(form, withPending(form, kept.answers));
  keep();
  showKept(form, store.kept(idOf(form)).ends);
}

/** Answers with what was typed and not yet kept. @param {HTMLFormElement} form @param {import("./fields.js").Answers} answers */
function withPending(form, answers) {
  for (const [name, text] of pending.get(form) ?? []) put(answers, name, text);
  return answers;
}

/** A line about a form, above its fields; an empty one takes it away. @param {HTMLFormElement} form @param {string} kind @param {string} text */
function tell(form, kind, text) {
  form.querySelector(`:scope > [data-notice="${kind}"]`)?.remove();
  if (text) form.prepend(el("p", { class: "exercise-notice", "data-notice": kind }, text));
}

const tellStorage = () => {
  const touched = /** @type {HTMLFormElement | null | undefined} */ (document.activeElement?.closest("form.exercise-form"));
  for (const form of forms()) tell(form, "storage", form === touched || !touched ? store.notice() : "");
};

/** Something was typed. @param {HTMLFormElement} form @param {import("./fields.js").Field} field @param {boolean} now */
export function typed(form, field, now) {
  if (!field.name.includes(".")) return;
  const text = textOf(field);
  if (text === null) return;
  if (field.type === "radio") pressed(form, field.name);
  if (!pending.has(form)) pending.set(form, new Map());
  pending.get(form)?.set(field.name, text);
  outdated(form, place(field)[0]);
  clearTimeout(clock);
  if (now) keep();
  else clock = setTimeout(keep, PAUSE);
}

/** Say of a result that it is older than the answer. @param {HTMLFormElement} form @param {string} item */
function outdated(form, item) {
  const note = form.querySelector(`fieldset[data-item="${CSS.escape(item)}"] > .feedback-item:not(.outdated)`);
  if (!note) return;
  note.classList.add("outdated");
  note.querySelector(".feedback-state")?.append(el("span", { class: "feedback-aside" }, " · before your last change"));
}

/** Keep what was typed. */
export function keep() {
  for (const [form, texts] of [...pending]) {
    pending.delete(form);
    giving = form;
    store.change(idOf(form), (now) => {
      now.version ||= versionOf(form);
      for (const [name, text] of texts) put(now.answers, name, text);
    });
    giving = null;
  }
}

/** What another form or another tab kept. @param {string} exercise empty for all */
function refresh(exercise) {
  for (const form of forms()) {
    if (form === giving || (exercise && idOf(form) !== exercise)) continue;
    const before = collect(form);
    fill(form, withPending(form, store.kept(idOf(form)).answers));
    const now = collect(form);
    for (const item of Object.keys({ ...before, ...now })) if (differs(before[item], now[item])) outdated(form, item);
    if (!store.exercises().includes(idOf(form))) show(form, { items: {} });
  }
}

/** Get the checks ready, out of sight: a fault is told when something is checked. @param {HTMLFormElement} form */
export const wake = (form) => isOn(form) && checker.start(idOf(form)).catch(() => {});

/** Check a form. @param {HTMLFormElement} form @param {{hint?: boolean}} [asked] */
export async function check(form, { hint = false } = {}) {
  if (!isOn(form) || busy.has(form)) return;
  busy.add(form);
  keep();
  const stays = staying();
  const waited = checker.ready() ? () => {} : waiting(form);
  try {
    const request = { responses: collect(form), attempts: store.attempts(), asked: { hint, explain: false } };
    const [{ answer }] = await Promise.all([checker.ask({ do: "check", exercise: idOf(form), request }), texts]);
    const own = items(form).map((one) => one.dataset.item ?? "");
    store.keepAttempts(idOf(form), answer.attempts, own);
    giving = form;
    store.change(idOf(form), (now) => {
      now.version = versionOf(form);
      for (const item of own) if (answer.items[item]) now.ends[item] = store.endOf(answer.items[item]);
    });
    giving = null;
    tell(form, "changed", "");
    waited();
    const open = show(form, answer, stays());
    for (const item of own) if (differs(request.responses[item], collect(form)[item])) outdated(form, item);
    for (const one of form.querySelectorAll('[data-do="hint"]')) /** @type {HTMLElement} */ (one).hidden = !open;
  } catch (fault) {
    waited();
    troubled(form, fault, () => check(form, { hint }), stays());
  } finally {
    busy.delete(form);
  }
}

/**
 * Whether the reader stays where she is from now on.  Once she goes on elsewhere, or types, what a check finds must not
 * take her away: her next letters would go to the page.  To be asked once.
 */
function staying() {
  const from = document.activeElement;
  let typing = false;
  const heard = () => (typing = true);
  document.addEventListener("input", heard);
  return () => {
    document.removeEventListener("input", heard);
    return !typing && [from, document.body, null].includes(document.activeElement);
  };
}

/** Whether the answers to an item are others. @param {Record<string, string> | undefined} before @param {Record<string, string> | undefined} now */
const differs = (before, now) => Object.keys({ ...before, ...now }).some((part) => (before?.[part] ?? "") !== (now?.[part] ?? ""));

/** Say that the checks are being made ready, and how far; what comes back takes it away. @param {HTMLFormElement} form */
function waiting(form) {
  const bar = /** @type {HTMLProgressElement} */ (el("progress", { max: 1, value: "0", "aria-label": "Getting ready" }));
  const told = el("div", { class: "exercise-waiting" }, el("p", {}, "Getting the checks ready. The first time this takes a few seconds."), bar);
  form.querySelector(".exercise-result")?.replaceChildren(told);
  const stop = checker.watch((share) => (bar.value = share));
  return () => {
    stop();
    told.remove();
  };
}

/** The answers of a form as the command's answer sheet, copied. @param {HTMLFormElement} form @param {HTMLElement} by */
export async function copySheet(form, by) {
  const name = by.textContent ?? "";
  try {
    keep();
    const responses = { ...store.kept(idOf(form)).answers, ...collect(form) };
    const { sheet } = await checker.ask({ do: "sheet", exercise: idOf(form), responses });
    if (await copy(sheet, `The answer sheet of ${idOf(form)}`)) {
      by.textContent = "copied";
      setTimeout(() => (by.textContent = name), 2000);
    }
  } catch (fault) {
    troubled(form, fault, () => copySheet(form, by), true);
  }
}

for (const form of forms()) open(form);
document.addEventListener("course:kept", (event) => refresh(/** @type {CustomEvent} */ (event).detail));
document.addEventListener("course:notice", tellStorage);
tellStorage();
for (const kind of ["pagehide", "visibilitychange"]) addEventListener(kind, keep);
addEventListener("beforeprint", () => {
  for (const area of document.querySelectorAll("form.exercise-form textarea")) {
    area.toggleAttribute("data-filled", /** @type {HTMLTextAreaElement} */ (area).value !== ""); // paper shows all of it
  }
});

