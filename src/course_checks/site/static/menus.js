// A table too wide for its page can be scrolled from the keyboard.
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

// The menus of a narrow page, which furo opens with a label for a hidden checkbox: here they open from the keyboard too.

for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input.sidebar-toggle"))) {
  const drawer = box.id === "__toc" ? ".toc-drawer" : ".sidebar-drawer";
  for (const label of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`label[for="${box.id}"]:not(.overlay)`))) {
    label.tabIndex = 0;
    label.setAttribute("role", "button");
    label.setAttribute("aria-label", box.id === "__toc" ? "On this page" : "All pages");
    label.setAttribute("aria-expanded", String(box.checked));
    label.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      box.click();
      const inside = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(`${drawer} a, ${drawer} input`)]);
      if (box.checked) inside.find((one) => one.checkVisibility())?.focus({ preventScroll: true });
    });
    box.addEventListener("change", () => label.setAttribute("aria-expanded", String(box.checked)));
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && box.checked) {
      box.click();
      /** @type {HTMLElement | null} */ (document.querySelector(`label[for="${box.id}"][role="button"]`))?.focus();
    }
  });
}
