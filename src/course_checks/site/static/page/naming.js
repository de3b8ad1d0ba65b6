// What a part of an answer is called where it stands.  The checks name parts as the answer sheet does, by their ids;
// on the page a reader sees labels, and ids only where they are the numbers of passages.
import { fieldsOf } from "./fields.js";

const LONGEST = 60; // characters of a name
const MOST = 8; // parts that are named one by one; of more, the first few, as in feedback.py
const FIRST = 3;
const NOT_NAMES = ".passage-tip, .field-hint, .field-mark, select, input, textarea";

/** The words of an element as they are read, without notes and fields. @param {Element | null | undefined} element */
function words(element) {
  const copy = /** @type {Element | undefined} */ (element?.cloneNode(true));
  for (const other of copy?.querySelectorAll(NOT_NAMES) ?? []) other.remove();
  return copy?.textContent?.trim().replace(/\s+/g, " ") ?? "";
}

/** What labels a field: its label, the heads of its row and column, or the legend of its group. @param {HTMLElement} field */
function labelled(field) {
  const heads = (field.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean);
  const shown = /** @type {any} */ (field).type === "radio" ? heads.slice(0, 1) : heads;
  if (shown.length) return shown.map((id) => words(document.getElementById(id))).join(", ");
  const label = document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
  return words(label) || words(field.closest("fieldset.field")?.querySelector("legend"));
}

/** Whether a reader sees an id where the field stands: H1-Z5 stands beside Z5 and under H1. @param {string} id @param {string} seen */
const isSeen = (id, seen) => id.split("-").every((piece) => seen.split(/[^\w-]+/).includes(piece));

/** The name of a part. @param {HTMLFormElement} form @param {string} item @param {string} part */
export function nameOf(form, item, part) {
  const [field] = fieldsOf(form, item, part);
  if (!field) return part;
  const label = labelled(field);
  const row = field.closest("tr, li");
  if (isSeen(part, `${label} ${row ? words(row) : ""}`)) return part;
  const name = label || part.replaceAll(/[-_]/g, " ");
  return name.length > LONGEST ? `${name.slice(0, LONGEST).replace(/\s\S*$/, "")}…` : name;
}

/** @param {string[]} names @param {string} last */
function listed(names, last) {
  const sign = names.some((name) => name.includes(",")) ? "; " : ", ";
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(sign)}${last || sign}${names.at(-1)}`;
}

/**
 * The text of a message, with the names of parts in place of their ids.
 * @param {HTMLFormElement} form @param {string} item @param {{topic: string, parts: string[], text: string}} message
 */
export function inWords(form, item, { topic, parts, text }) {
  const named = (/** @type {string[]} */ some) => some.map((part) => nameOf(form, item, part));
  if (topic === "empty" && parts.length) {
    const few = parts.length > MOST ? parts.slice(0, FIRST) : parts;
    return `Still empty: ${listed(named(few), "")}${few === parts ? "" : ` and ${parts.length - FIRST} more`}.`;
  }
  if (topic === "place" && text === `Look again at ${listed(parts, " or ")}.`) return `Look again at ${listed(named(parts), " or ")}.`;
  return text;
}
