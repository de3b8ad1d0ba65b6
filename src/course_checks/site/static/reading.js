// What helps to read: notes on passages, wide tables, and the menus of a narrow page.  No module: a page opened as a
// file may not load one.

// Notes ------------------------------------------------------------------------------------------------------------

// Notes on passages: the style sheet opens them on hover and focus; this closes them with Esc, opens them by tap and
// keeps them inside the window.  Without it the links are plain.  And it copies the address of a card.

const EDGE = 8; // pixels kept free at the edges of the window

/** @param {EventTarget | null} target @returns {HTMLElement | null} */
const refAt = (target) => (target instanceof Element ? target.closest(".passage-ref") : null);

/** @type {HTMLElement | null} The one opened by a tap. */
let tapped = null;

/** The note of a link: its own, or a copy of the one that describes it, which stands at the end of the page. @param {HTMLElement} ref */
function noteOf(ref) {
  const own = /** @type {HTMLElement | null} */ (ref.querySelector(".passage-tip"));
  const first = document.getElementById(ref.querySelector("a[aria-describedby^='note-']")?.getAttribute("aria-describedby") ?? "");
  if (own || !first) return own;
  const copied = /** @type {HTMLElement} */ (first.cloneNode(true));
  copied.removeAttribute("id");
  ref.append(copied);
  return copied;
}

/** @param {HTMLElement} ref */
function place(ref) {
  const note = noteOf(ref);
  if (!note) return;
  ref.style.removeProperty("--shift");
  delete ref.dataset.side;
  const at = note.getBoundingClientRect();
  if (at.width === 0) return;
  const over = at.right - (document.documentElement.clientWidth - EDGE);
  const under = EDGE - at.left;
  if (over > 0) ref.style.setProperty("--shift", `${-over}px`);
  else if (under > 0) ref.style.setProperty("--shift", `${under}px`);
  if (at.top < EDGE) ref.dataset.side = "below";
}

function closeTapped() {
  if (tapped) delete tapped.dataset.tip;
  tapped = null;
}

/** @param {HTMLElement} ref */
function reopenable(ref) {
  if (ref.dataset.tip === "closed") delete ref.dataset.tip;
}

for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const ref = refAt(event.target);
    if (ref) place(ref);
  });
}

for (const kind of ["pointerout", "focusout"]) {
  document.addEventListener(kind, (event) => {
    const ref = refAt(event.target);
    const next = /** @type {PointerEvent | FocusEvent} */ (event).relatedTarget;
    if (ref && !(next instanceof Node && ref.contains(next))) reopenable(ref);
  });
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  closeTapped();
  for (const ref of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".passage-ref:is(:hover, :focus-within)"))) {
    ref.dataset.tip = "closed";
  }
});

// A finger has no hover: the first tap opens the note, the second follows the link.
let touching = false;
document.addEventListener("pointerdown", (event) => {
  touching = event.pointerType !== "mouse";
  if (tapped && refAt(event.target) !== tapped) closeTapped();
});

document.addEventListener("click", (event) => {
  const ref = refAt(event.target);
  if (!ref || !touching || event.detail === 0 || tapped === ref) return;
  event.preventDefault();
  ref.dataset.tip = "open";
  tapped = ref;
  place(ref);
});

/** @param {HTMLElement} card */
function addCopyButton(card) {
  const number = /** @type {HTMLAnchorElement | null} */ (card.querySelector(":scope > .passage-head > a.passage-number"));
  if (!number) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy-link";
  button.textContent = "copy link";
  button.setAttribute("aria-label", `Copy the link to ${card.id}`);
  button.addEventListener("click", async () => {
    const done = await navigator.clipboard.writeText(number.href).then(() => "copied", () => "not copied");
    button.textContent = done;
    button.setAttribute("aria-label", `Link to ${card.id} ${done}`);
    setTimeout(() => {
      button.textContent = "copy link";
      button.setAttribute("aria-label", `Copy the link to ${card.id}`);
    }, 2000);
  });
  number.closest(".passage-head")?.append(button);
}

// The clipboard is open to pages that come over https or from this computer, and to no others.
if (navigator.clipboard) document.querySelectorAll("article.passage-card[id]").forEach((card) => addCopyButton(/** @type {HTMLElement} */ (card)));

// Tables -----------------------------------------------------------------------------------------------------------

// One too wide for its page can be scrolled from the keyboard.
function openWideTables() {
  for (const wrapper of document.querySelectorAll(".table-wrapper")) {
    if (wrapper.scrollWidth <= wrapper.clientWidth) continue;
    wrapper.setAttribute("tabindex", "0");
    wrapper.setAttribute("role", "region");
    wrapper.setAttribute("aria-label", wrapper.querySelector("caption")?.textContent || "Table");
  }
}
openWideTables();
addEventListener("resize", openWideTables);
document.addEventListener("toggle", openWideTables, true);

// Menus ------------------------------------------------------------------------------------------------------------

// Those of a narrow page, which furo opens with a label for a hidden checkbox: here they open from the keyboard too.
// The button stands inside the label, which may not be one itself.

for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input.sidebar-toggle"))) {
  const drawer = box.id === "__toc" ? ".toc-drawer" : ".sidebar-drawer";
  for (const label of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`label[for="${box.id}"]:not(.overlay)`))) {
    const button = document.createElement("span");
    button.className = "menu-button";
    button.tabIndex = 0;
    button.setAttribute("role", "button");
    button.setAttribute("aria-label", box.id === "__toc" ? "On this page" : "All pages");
    button.setAttribute("aria-expanded", String(box.checked));
    button.append(...label.childNodes);
    label.append(button);
    button.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      box.click();
      const inside = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(`${drawer} a, ${drawer} input`)]);
      if (box.checked) inside.find((one) => one.checkVisibility())?.focus({ preventScroll: true });
    });
    box.addEventListener("change", () => button.setAttribute("aria-expanded", String(box.checked)));
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && box.checked) {
      box.click();
      /** @type {HTMLElement | null} */ (document.querySelector(`label[for="${box.id}"] > [role="button"]`))?.focus();
    }
  });
}
