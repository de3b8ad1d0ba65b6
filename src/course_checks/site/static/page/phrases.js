// Words of a source that a card or a note quotes can be taken into a field for a quotation: by marking them, or,
// from the keyboard, with a button under the field, once the passage is named.
import { button, el } from "./elements.js";

const QUOTED = /[“"]([^“”"]+)[”"]/g;
const FEWEST = 3; // words of which a quotation can be verified
const SAYS = ".passage-says, .passage-tip-says";

/** @type {HTMLInputElement[]} */
const fields = [...document.querySelectorAll("input[data-domain='quotation']")].map((one) => /** @type {HTMLInputElement} */ (one));
/** @type {HTMLInputElement} The one last worked at. */
let current = fields[0];

/** @param {string} text */
const words = (text) => text.trim().split(/\s+/).filter(Boolean).length;

/** @param {HTMLInputElement} field @param {string} text */
function set(field, text) {
  field.value = text;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/** The passage field beside a field for a quotation. @param {HTMLInputElement} field */
const passageOf = (field) =>
  /** @type {HTMLInputElement | null} */ (field.closest("fieldset[data-item]")?.querySelector("input[data-domain='passages']") ?? null);

/** What a passage's card or note on this page says. @param {string} passage */
function said(passage) {
  const card = document.querySelector(`.passage-card[aria-label="Passage ${CSS.escape(passage)}"] .passage-says`);
  if (card) return card.textContent ?? "";
  const heads = [...document.querySelectorAll(".passage-tip-head b")];
  const head = heads.find((one) => one.textContent === passage);
  return head?.closest(".passage-tip")?.querySelector(".passage-tip-says")?.textContent ?? "";
}

/** Offer what the card of the named passage quotes. @param {HTMLInputElement} field */
function offer(field) {
  const holder = field.closest("p") ?? field;
  if (holder.nextElementSibling?.classList.contains("phrases")) holder.nextElementSibling.remove();
  const passage = passageOf(field)?.value.trim().toUpperCase() ?? "";
  const found = [...said(passage).matchAll(QUOTED)].map((one) => one[1]).filter((one) => words(one) >= FEWEST);
  if (!found.length) return;
  const offered = found.map((one) => button(`use “${one}”`, () => set(field, one), "button-link"));
  holder.after(el("p", { class: "phrases field-hint" }, `Our card of ${passage} quotes: `, ...offered.flatMap((one, at) => (at ? [" · ", one] : [one]))));
}

for (const field of fields) {
  field.addEventListener("focus", () => (current = field));
  passageOf(field)?.addEventListener("input", () => offer(field));
  passageOf(field)?.addEventListener("refill", () => offer(field));
  offer(field);
}

/** The marked words, if they stand inside one quotation of one card. */
function marked() {
  const selection = getSelection();
  const text = selection?.toString().trim() ?? "";
  const at = selection?.anchorNode?.parentElement?.closest(SAYS);
  if (!at || at !== selection?.focusNode?.parentElement?.closest(SAYS) || words(text) < FEWEST) return null;
  const whole = at.textContent ?? "";
  const quoted = [...whole.matchAll(QUOTED)].some((one) => one[1].includes(text.replace(/^[“"]|[”"]$/g, "")));
  return quoted ? { at, text: text.replace(/^[“"]|[”"]$/g, "") } : null;
}

document.addEventListener("pointerdown", (event) => {
  if (event.target instanceof Element && event.target.closest(".use-phrase")) return;
  for (const old of document.querySelectorAll(".use-phrase")) old.remove();
});

document.addEventListener("selectionchange", () => {
  const found = marked();
  if (!found) return;
  for (const old of document.querySelectorAll(".use-phrase")) old.remove();
  const card = found.at.closest(".passage-card, .passage-tip");
  const passage = card?.querySelector(".passage-number, .passage-tip-head b")?.textContent ?? card?.getAttribute("aria-label")?.replace("Passage ", "") ?? "";
  const use = button("use this phrase", () => {
    use.remove();
    const beside = passageOf(current);
    if (beside && !beside.value.trim()) set(beside, passage);
    set(current, found.text);
    current.focus();
  }, "button-link use-phrase");
  found.at.append(use);
});
