// The fields of a form as a table of texts, item by item and part by part, and back.
// A field's name is ITEM.PART; what is made of it for the page, such as a chain of fields, listens to "refill".

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Field */
/** @typedef {Record<string, Record<string, string>>} Answers */

/** @type {WeakMap<HTMLFormElement, Map<string, string>>} Texts for which a form has no button to press. */
const strange = new WeakMap();

/** @param {HTMLFormElement} form @returns {Field[]} */
export const fields = (form) =>
  /** @type {Field[]} */ ([...form.elements].filter((one) => /** @type {any} */ (one).name?.includes(".")));

/** Item and part of a field. @param {Field} field @returns {[string, string]} */
export function place(field) {
  const at = field.name.indexOf(".");
  return [field.name.slice(0, at), field.name.slice(at + 1)];
}

/** The items of a form, in order. @param {HTMLFormElement} form */
export const items = (form) =>
  /** @type {HTMLFieldSetElement[]} */ ([...form.querySelectorAll("fieldset[data-item]")]);

/** The fields of one part. @param {HTMLFormElement} form @param {string} item @param {string} part */
export const fieldsOf = (form, item, part) => fields(form).filter((field) => field.name === `${item}.${part}`);

/** What a reader can reach of a part: its fields, or what stands for them. @param {HTMLFormElement} form @param {string} item @param {string} part */
export function reachable(form, item, part) {
  const found = fieldsOf(form, item, part);
  const standing = form.querySelector(`[data-for="${CSS.escape(`${item}.${part}`)}"]:not([hidden])`);
  if (!standing) return found;
  return /** @type {HTMLElement[]} */ ([...standing.querySelectorAll("input, select, textarea")]);
}

/** The text of a field as it counts; null for a button that is not the pressed one. @param {Field} field */
export function textOf(field) {
  if (field.type !== "radio") return field.value;
  return /** @type {HTMLInputElement} */ (field).checked ? field.value : null;
}

/** All that stands in a form. @param {HTMLFormElement} form @returns {Answers} */
export function collect(form) {
  /** @type {Answers} */
  const found = {};
  for (const [name, text] of strange.get(form) ?? []) put(found, name, text);
  for (const field of fields(form)) {
    const text = textOf(field);
    if (text !== null) put(found, field.name, text);
  }
  return found;
}

/** Put the text of a field where it belongs. @param {Answers} found @param {string} name @param {string} text */
export function put(found, name, text) {
  const at = name.indexOf(".");
  (found[name.slice(0, at)] ??= {})[name.slice(at + 1)] = text;
}

/** The fields that are not as the page came, with their texts. @param {HTMLFormElement} form @returns {Map<string, string>} */
export function touched(form) {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const field of fields(form)) {
    const text = textOf(field);
    if (text) found.set(field.name, text);
  }
  return found;
}

/** @param {string} text */
const folded = (text) => text.trim().toLowerCase();

/** Whether the focus is in a field, or in what stands for it. @param {HTMLFormElement} form @param {Field} field */
const isWorkedAt = (form, field) =>
  field === document.activeElement ||
  Boolean(form.querySelector(`[data-for="${CSS.escape(field.name)}"]`)?.contains(document.activeElement));

/**
 * Put answers into a form; a field with the focus is left to its reader.
 * @param {HTMLFormElement} form @param {Answers} answers
 */
export function fill(form, answers) {
  strange.set(form, new Map());
  for (const field of fields(form)) {
    const [item, part] = place(field);
    const text = answers[item]?.[part] ?? "";
    if (field.type === "radio") press(form, /** @type {HTMLInputElement} */ (field), text);
    else if (field.value !== text && !isWorkedAt(form, field)) {
      if (field instanceof HTMLSelectElement) choose(field, text);
      else field.value = text;
      field.dispatchEvent(new CustomEvent("refill"));
    }
  }
}

/** Press the button of a group that a text names; one that names none is kept. @param {HTMLFormElement} form @param {HTMLInputElement} field @param {string} text */
function press(form, field, text) {
  const group = /** @type {HTMLInputElement[]} */ (fieldsOf(form, ...place(field)));
  const named = group.find((one) => folded(one.value) === folded(text));
  field.checked = field === named;
  if (!named && text.trim()) strange.get(form)?.set(field.name, text);
}

/** Forget a text that had no button, once a button is pressed. @param {HTMLFormElement} form @param {string} name */
export const pressed = (form, name) => strange.get(form)?.delete(name);

/** Choose from a menu what a text names; a text that names nothing becomes a choice, so that it is not lost. @param {HTMLSelectElement} menu @param {string} text */
function choose(menu, text) {
  const named = [...menu.options].find((one) => [one.value, one.text].map(folded).includes(folded(text)));
  if (!named) {
    const own = new Option(text, text);
    menu.add(own);
  }
  menu.value = named ? named.value : text;
}
