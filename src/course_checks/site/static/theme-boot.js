// Light or dark, before anything is painted: what furo keeps in a script inside the page, kept in a file.
// And whether the page can check here: browsers let no page do it that was opened as a file.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("theme");
  } catch {
    // Storage may be forbidden; the reader's system then decides.
  }
  document.body.dataset.theme = chosen || "auto";
  document.documentElement.classList.add(location.protocol === "file:" ? "opened-as-file" : "can-check");
})();
