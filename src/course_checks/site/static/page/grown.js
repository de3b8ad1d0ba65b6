// Fields that are more than a line: a chain as fields in a row, an argument map as sentences of three menus.
// The field of the form stays, out of sight, and holds the text that counts; without a script it is typed in.
import { button, el } from "./elements.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Source */

/** @param {Source} source @param {string} text */
function put(source, text) {
  if (source.value === text) return;
  source.value = text;
  source.dispatchEvent(new Event("input", { bubbles: true }));
}

/** What a label says in brackets of how to type. @param {Source} source */
const hintOf = (source) => document.querySelector(`label[for="${CSS.escape(source.id)}"] .field-hint`);

/** What stands for a field, and takes its label. @param {Source} source @param {string} name @param {...Node} children */
function standIn(source, name, ...children) {
  const label = document.querySelector(`label[for="${CSS.escape(source.id)}"]`);
  if (label) label.id ||= `${source.id}-label`;
  source.hidden = true;
  const made = el("div", { class: name, role: "group", "data-for": source.name, "aria-labelledby": label?.id ?? "" }, ...children);
  // A group cannot stand in a paragraph.
  (source.closest("p") ?? source).after(made);
  return made;
}

// Chains --------------------------------------------------------------------------------------------------------------

const LINK = /\s*(?:[-=–—]*>|→)\s*/; // the sign, and the arrows that people type for it
const SIGN = /[>→]/;

/** @param {HTMLInputElement} source */
function growChain(source) {
  const most = Number(source.dataset.most) || 8;
  const early = document.activeElement === source;
  const list = el("ol", { class: "chain" });
  standIn(source, "chain-field", list);
  hintOf(source)?.replaceChildren(" (one name a field, from the page inward; unnamed for one whom the page hides)");

  const inputs = () => /** @type {HTMLInputElement[]} */ ([...list.querySelectorAll("input")]);
  const texts = () => inputs().map((one) => one.value.trim());

  const typed = (/** @type {Event} */ event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    if (SIGN.test(field.value)) split(field);
    put(source, texts().filter(Boolean).join(" > "));
    if (texts().at(-1) && inputs().length < most) list.append(link());
  };
  // A sign typed or pasted parts its field in two or more; the names behind it move on.
  const split = (/** @type {HTMLInputElement} */ field) => {
    const at = inputs().indexOf(field);
    const pieces = field.value.split(LINK);
    const others = texts();
    fillWith([...others.slice(0, at), ...pieces, ...others.slice(at + 1).filter(Boolean)]);
    inputs()[Math.min(at + pieces.length, most) - 1].focus();
  };
  // More names than a chain may have stay in its last field: nothing that was typed is lost.
  const fillWith = (/** @type {string[]} */ names) => {
    const shown = names.length > most ? [...names.slice(0, most - 1), names.slice(most - 1).join(" > ")] : names;
    while (inputs().length < shown.length) list.append(link());
    inputs().forEach((one, at) => (one.value = shown[at] ?? ""));
  };
  const link = () => {
    const field = /** @type {HTMLInputElement} */ (el("input", { type: "text", autocomplete: "off", spellcheck: "false" }));
    field.setAttribute("aria-label", `Link ${inputs().length + 1}${inputs().length ? "" : ", the page in front of you"}`);
    return el("li", {}, field);
  };
  const draw = () => {
    if (texts().filter(Boolean).join(" > ") === source.value) return;
    list.replaceChildren(link());
    fillWith(source.value.split(LINK));
    if (texts().at(-1) && inputs().length < most) list.append(link());
  };
  list.append(link(), link());
  draw();
  if (early) inputs()[Math.max(texts().filter(Boolean).length - 1, 0)].focus(); // a quick reader was typing already
  list.addEventListener("input", typed);
  source.addEventListener("refill", draw);
}

// Maps ----------------------------------------------------------------------------------------------------------------

const RELATIONS = ["supports", "attacks", "undercuts"];
const OPEN = "?";

/** The statements of a map, with their words where the same item has them to choose from. @param {HTMLTextAreaElement} source @returns {[string, string][]} */
function statements(source) {
  const item = source.closest("fieldset[data-item]");
  return (source.dataset.nodes ?? "").split(" ").map((id) => {
    const option = item?.querySelector(`option[value="${CSS.escape(id)}"]`);
    const label = item?.querySelector(`input[value="${CSS.escape(id)}"]`)?.closest("label");
    const words = /** @type {Element | undefined} */ ((option ?? label)?.cloneNode(true));
    for (const note of words?.querySelectorAll(".passage-tip") ?? []) note.remove();
    return [id, words?.textContent?.trim().replace(/\s+/g, " ").replace(id, `${id}:`).replace("::", ":") || id];
  });
}

/** The three pieces of a line; null if a menu cannot show it. @param {string} line @param {string[]} ids */
function pieces(line, ids) {
  const [left, relation, right, ...more] = line.trim().split(/\s+/);
  const known = (/** @type {string} */ one, /** @type {string[]} */ among) => one === OPEN || among.includes(one);
  return !more.length && right && known(left, ids) && known(relation, RELATIONS) && known(right, ids) ? [left, relation, right] : null;
}

/** @param {HTMLTextAreaElement} source */
function growMap(source) {
  const named = statements(source);
  const early = document.activeElement === source;
  const ids = named.map(([id]) => id);
  const list = el("ol", { class: "map-lines" });
  const add = button("Add a line", () => {
    list.append(line(["", "", ""]));
    list.lastElementChild?.querySelector("select")?.focus();
  });
  const toText = button("Type the lines instead", () => show(false), "button-link");
  const made = standIn(source, "map-field", list, el("p", { class: "map-actions" }, add, " ", toText));
  const toLines = button("Choose from lists instead", () => show(true), "button-link");
  const back = el("p", { class: "map-actions" }, toLines);
  made.after(back);

  const menu = (/** @type {string} */ name, /** @type {string} */ empty, /** @type {[string, string][]} */ options, /** @type {string} */ value) => {
    const field = /** @type {HTMLSelectElement} */ (el("select", { "aria-label": name }, new Option(empty, "")));
    for (const [id, text] of options) field.add(new Option(text, id));
    field.value = value;
    return field;
  };
  const line = (/** @type {string[]} */ [left, relation, right]) => {
    const row = el("li", {});
    const remove = () => {
      const next = /** @type {HTMLElement | null} */ (row.nextElementSibling ?? row.previousElementSibling);
      row.remove();
      typed();
      (next?.querySelector("select") ?? add).focus();
    };
    row.append(
      menu("Statement", "statement", named, left),
      menu("Relation", "relation", RELATIONS.map((one) => [one, one]), relation),
      menu("Other statement", "other statement", named, right),
      button("Remove", remove, "button-link", "Remove this line"),
    );
    return row;
  };
  const typed = () => {
    const rows = [...list.children].map((row) => [...row.querySelectorAll("select")].map((one) => one.value));
    put(source, rows.filter((row) => row.some(Boolean)).map((row) => row.map((one) => one || OPEN).join(" ")).join("\n"));
  };
  const showAs = (/** @type {boolean} */ inLists) => {
    const hint = /** @type {HTMLElement | null} */ (hintOf(source));
    if (hint) hint.hidden = inLists;
    source.hidden = inLists;
    made.hidden = !inLists;
    back.hidden = inLists;
  };
  const lines = () => source.value.split("\n").filter((one) => one.trim()).map((one) => pieces(one, ids));
  const show = (/** @type {boolean} */ wanted) => {
    const found = lines();
    const inLists = wanted && found.every(Boolean);
    if (inLists) draw();
    showAs(inLists);
    offer();
    (inLists ? (list.querySelector("select") ?? add) : source).focus();
  };
  const offer = () => {
    toLines.disabled = !lines().every(Boolean);
    toLines.textContent = toLines.disabled ? "Not every line fits the lists" : "Choose from lists instead";
  };
  const draw = () => {
    const found = lines();
    list.replaceChildren(...found.map((one) => line((one ?? ["", "", ""]).map((piece) => (piece === OPEN ? "" : piece)))));
    while (list.children.length < 2) list.append(line(["", "", ""]));
  };
  const redraw = () => {
    const fits = lines().every(Boolean);
    if (fits) draw();
    showAs(fits);
    offer();
  };
  redraw();
  if (early && source.hidden) list.querySelector("select")?.focus();
  list.addEventListener("change", typed);
  source.addEventListener("input", offer);
  source.addEventListener("refill", redraw);
}

for (const source of document.querySelectorAll("[data-domain='names']")) growChain(/** @type {HTMLInputElement} */ (source));
for (const source of document.querySelectorAll("[data-domain='links']")) growMap(/** @type {HTMLTextAreaElement} */ (source));
