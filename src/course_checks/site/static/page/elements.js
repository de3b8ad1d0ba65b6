// Small things that several modules draw with.  Text is always text: nothing here reads HTML.

/**
 * An element.  `settings` are attributes, or listeners where they begin with "on".
 * @param {string} tag @param {Record<string, any>} [settings] @param {...(Node | string)} children
 */
export function el(tag, settings = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(settings)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== false && value !== "") made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children);
  return made;
}

/** @param {string} text @param {() => void} does @param {string} [classes] @param {string} [label] */
export const button = (text, does, classes = "button button-quiet", label = "") =>
  /** @type {HTMLButtonElement} */ (el("button", { type: "button", class: classes, "aria-label": label, onclick: does }, text));

/** "1 item", "2 items". @param {number} count @param {string} thing */
export const counted = (count, thing) => `${count} ${thing}${count === 1 ? "" : "s"}`;

/** The style sheet's name for a state in words. @param {string} state */
export const named = (state) => `state-${state.replaceAll(" ", "-")}`;

/**
 * A window over the page, which Esc closes; the focus goes back to where it was.
 * @param {string} title @param {...(Node | string)} children @returns {HTMLDialogElement}
 */
export function dialog(title, ...children) {
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  const heading = el("h2", { id: "course-dialog-title" }, title);
  const made = /** @type {HTMLDialogElement} */ (
    el("dialog", { class: "course-dialog", "aria-labelledby": heading.id }, heading, ...children)
  );
  made.addEventListener("close", () => {
    made.remove();
    before?.focus();
  });
  document.body.append(made);
  made.showModal();
  return made;
}

/**
 * Ask once; whether the answer was yes.
 * @param {string} question @param {string} more @param {string} yes @param {string} no @returns {Promise<boolean>}
 */
export function ask(question, more, yes, no) {
  return new Promise((resolve) => {
    let answer = false;
    const close = (/** @type {boolean} */ said) => () => {
      answer = said;
      window.close();
    };
    const window = dialog(
      question,
      el("p", {}, more),
      el("p", { class: "exercise-actions" }, button(no, close(false)), button(yes, close(true), "button")),
    );
    window.addEventListener("close", () => resolve(answer));
    window.querySelector("button")?.focus();
  });
}

/** Copy a text; where the clipboard is closed, show it marked. @param {string} text @param {string} what */
export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = /** @type {HTMLTextAreaElement} */ (el("textarea", { rows: 12, readonly: true, "aria-label": what }));
    field.value = text;
    dialog(what, el("p", {}, "Copy it from here: it is marked."), field);
    field.select();
    return false;
  }
}
