// Lines with numbers before them, moved by buttons.  The numbers are the answer; the lines follow them.

/** @param {Element} line @returns {HTMLInputElement} */
const numberOf = (line) => /** @type {HTMLInputElement} */ (line.querySelector("input"));

/** @param {HTMLInputElement} field @param {number} number */
function set(field, number) {
  if (field.value === String(number)) return;
  field.value = String(number);
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/** The lines by their numbers; those without one stay behind those before them. @param {Element[]} lines */
function sorted(lines) {
  let last = 0;
  const ranked = lines.map((line) => {
    const number = Number.parseInt(numberOf(line).value, 10);
    return { line, rank: (last = Number.isNaN(number) ? last : number) };
  });
  return ranked.sort((one, other) => one.rank - other.rank).map(({ line }) => line);
}

/**
 * The numbers of lines in their new order.  What a reader gave the same number keeps one, but for the line that moved.
 * @param {Element[]} lines @param {Element} moved
 */
function numbered(lines, moved) {
  let number = 0;
  return lines.map((line, place) => {
    const before = lines[place - 1];
    const tied = before && line !== moved && before !== moved && numberOf(line).value.trim() && numberOf(line).value.trim() === numberOf(before).value.trim();
    return (number += tied ? 0 : 1);
  });
}

/** Move the line of a button one place. @param {HTMLElement} button */
export function move(button) {
  const line = button.closest("li");
  const list = line?.parentElement;
  if (!line || !list) return;
  const lines = sorted([...list.children]);
  const from = lines.indexOf(line);
  const to = from + (button.dataset.do === "earlier" ? -1 : 1);
  if (to >= 0 && to < lines.length) [lines[from], lines[to]] = [lines[to], lines[from]];
  list.append(...lines);
  const numbers = numbered(lines, line);
  lines.forEach((one, place) => set(numberOf(one), numbers[place]));
  button.focus();
  const said = line.closest("form")?.querySelector(".exercise-result");
  const words = (button.getAttribute("aria-label") ?? "").replace(/^\w+: /, "");
  said?.replaceChildren(`${Math.min(Math.max(to, 0), lines.length - 1) + 1} of ${lines.length}: ${words}`);
}
