// The page of one's own progress: how each exercise stands, and what to do with the answers.
import * as checker from "./checker.js";
import { ask, button, counted, el } from "./elements.js";
import { theList, theSwitch } from "./keys.js";
import { certainty, counts, endOf, pageOf } from "./store.js";
import * as store from "./store.js";

const LARGEST = 2 * 1024 * 1024; // bytes of a file that is read at all
const page = /** @type {HTMLElement} */ (document.querySelector(".my-course"));
const rows = /** @type {HTMLElement[]} */ ([...page.querySelectorAll("[data-exercise]")]);
const overall = el("p", { class: "my-course-overall" });
const ways = el("p", { class: "my-course-ways" }, el("a", { href: "#your-answers" }, "Save, open or clear my answers"));
const told = el("div", { class: "exercise-result", role: "status" });
const picker = /** @type {HTMLInputElement} */ (el("input", { type: "file", accept: ".json,.toml,.txt", hidden: true, "aria-label": "A file with answers" }));

/** @param {...(string | Node)} lines */
const tell = (...lines) => told.replaceChildren(...lines.map((line) => el("p", {}, line)));

/** @param {HTMLElement} row @returns {Record<string, string[]>} */
const itemsOf = (row) => ({ [row.dataset.exercise ?? ""]: (row.dataset.items ?? "").split(" ").filter(Boolean) });

/** @param {{done: number, tried: number, of: number}} found */
function words({ done, tried, of }) {
  if (done === of) return "✓ done";
  if (!tried) return "not begun";
  return done ? `${done} of ${of} done` : `begun`;
}

/** Let the navigation know what each unit asks, also of units that were never opened here. */
function rememberUnits() {
  const known = store.small("units");
  /** @type {Record<string, Record<string, string[]>>} */
  const found = {};
  for (const row of rows) {
    const link = /** @type {HTMLAnchorElement | null} */ (row.querySelector("a[href]"));
    const unit = link ? pageOf(link.href) : "";
    if (unit && !(unit in known)) Object.assign((found[unit] ??= {}), itemsOf(row));
  }
  if (Object.keys(found).length) store.keepSmall("units", found);
}

function draw() {
  if (store.exercises().length) rememberUnits();
  for (const row of rows) {
    row.querySelector(".my-course-state")?.remove();
    row.append(el("span", { class: "my-course-state" }, words(counts(itemsOf(row)))));
  }
  const all = counts(Object.assign({}, ...rows.map(itemsOf)));
  const sum = `${all.done} of ${counted(all.of, "item")} done.`;
  overall.textContent = [sum, certainty(), store.notice()].filter(Boolean).join(" ");
}

// Files ---------------------------------------------------------------------------------------------------------------

/** @param {string} name @param {string} text */
function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = /** @type {HTMLAnchorElement} */ (el("a", { href: address, download: name }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

async function save() {
  const known = new Set(rows.map((row) => row.dataset.exercise));
  const begun = store.exercises().filter((exercise) => known.has(exercise) && Object.keys(store.kept(exercise).answers).length);
  if (!begun.length) return tell("There is no answer to save yet.");
  tell("Making the file…");
  const responses = Object.fromEntries(begun.map((exercise) => [exercise, store.kept(exercise).answers]));
  const learner = { name: "", number: "", ...store.small("learner") };
  const { file } = await checker.ask({ do: "hand-in", attempts: store.attempts(), responses, learner });
  download("hand-in.json", file);
  tell(`Saved hand-in.json, with ${counted(begun.length, "exercise")}. You can hand it in, keep it, or open it here on another computer.`);
}

/** @param {File} file */
async function open(file) {
  if (file.size > LARGEST) return tell("This file is far larger than a file of answers. Is it another one?");
  tell("Reading the file…");
  const { read } = await checker.ask({ do: "read", bytes: await file.arrayBuffer() });
  const [found, strange] = parted(read.exercises);
  const here = found.filter(([exercise, answers]) => differs(store.kept(exercise).answers, answers));
  const question = `Replace what stands here in ${counted(here.length, "exercise")}?`;
  const more = "The file has other answers than this browser. Yours are replaced where the file has an answer.";
  if (here.length && !(await ask(question, more, "Replace", "Keep mine"))) return tell("Nothing was changed.");
  for (const [exercise, answers] of found) take(exercise, answers, read.attempts);
  await judge(found, read.attempts);
  const lines = [...strange.map((name) => `${name} is not in this course; its answers were left out.`), ...(read.problems ?? []), ...(read.notes ?? [])];
  tell(found.length ? `Opened ${file.name}: ${counted(found.length, "exercise")}. Go to one and check it.` : "No answer was read.", ...lines);
  draw();
}

/** What a file says of exercises of this course, and the names of others. @param {Record<string, import("./fields.js").Answers>} exercises @returns {[[string, import("./fields.js").Answers][], string[]]} */
function parted(exercises) {
  const known = new Set(rows.map((row) => row.dataset.exercise));
  const all = Object.entries(exercises);
  return [all.filter(([exercise]) => known.has(exercise)), all.map(([exercise]) => exercise).filter((exercise) => !known.has(exercise))];
}

/**
 * Whoever goes on here with a hand-in finds how far she was: its answers are judged again, which is no new attempt.
 * @param {[string, import("./fields.js").Answers][]} found @param {any} attempts
 */
async function judge(found, attempts) {
  for (const [exercise, answers] of found) {
    const theirs = attempts?.exercises?.[exercise];
    if (!theirs) continue;
    const request = { responses: store.kept(exercise).answers, attempts: store.attempts(), asked: { hint: false, explain: false } };
    const { answer } = await checker.ask({ do: "check", exercise, request });
    if (answer.version !== theirs.version) continue; // its page says that it has changed
    const given = Object.keys(answers).filter((item) => Object.values(answers[item]).some(Boolean) && answer.items[item]);
    store.change(exercise, (now) => {
      for (const item of given) now.ends[item] = endOf(answer.items[item]);
    });
  }
}

/** Whether answers that stand here would be replaced by others. @param {import("./fields.js").Answers} mine @param {import("./fields.js").Answers} theirs */
const differs = (mine, theirs) =>
  Object.entries(theirs).some(([item, parts]) => Object.entries(parts).some(([part, text]) => text && mine[item]?.[part] && mine[item][part] !== text));

/** @param {string} exercise @param {import("./fields.js").Answers} answers @param {any} attempts */
function take(exercise, answers, attempts) {
  const theirs = attempts?.exercises?.[exercise];
  store.change(exercise, (now) => {
    now.version ||= theirs?.version ?? "";
    for (const [item, parts] of Object.entries(answers)) {
      const changed = Object.entries(parts).filter(([part, text]) => text && now.answers[item]?.[part] !== text);
      for (const [part, text] of changed) (now.answers[item] ??= {})[part] = text;
      if (changed.length) delete now.ends[item];
    }
  });
  const mine = store.attempts().exercises?.[exercise]?.items ?? {};
  const more = Object.keys(theirs?.items ?? {}).filter((item) => !(item in mine));
  if (more.length) store.keepAttempts(exercise, attempts, more);
}

async function clear() {
  const sure = await ask("Clear everything?", "All answers, attempts and progress that this browser keeps are deleted. A file that you saved is not touched.", "Clear everything", "Keep it");
  if (!sure) return;
  store.clear();
  for (const field of learner) field.value = "";
  draw();
  tell("Everything was cleared.");
}

/** Do it, and say in words what went wrong, if it did. @param {() => Promise<void>} work */
const saying = (work) => () => work().catch((fault) => tell(fault.message, "Your answers are as they were."));

// The learner ----------------------------------------------------------------------------------------------------------

/** @param {string} name @param {string} label */
function lineOf(name, label) {
  const field = /** @type {HTMLInputElement} */ (el("input", { type: "text", id: `learner-${name}`, autocomplete: "off" }));
  field.value = store.small("learner")[name] ?? "";
  field.addEventListener("change", () => store.keepSmall("learner", { [name]: field.value.trim() }));
  return { field, shown: el("p", { class: "field" }, el("label", { for: field.id, class: "field-label" }, label), field) };
}

const [name, number] = [lineOf("name", "Your name, as your instructor knows it (may stay empty)"), lineOf("number", "Your number, if you have one")];
const learner = [name.field, number.field];

picker.addEventListener("change", () => {
  const [file] = picker.files ?? [];
  picker.value = "";
  if (file) saying(() => open(file))();
});

page.prepend(overall, ways);
page.append(
  el("h2", { id: "your-answers" }, "Your answers"),
  el("p", {}, "They are kept in this browser and nowhere else. Save them to hand them in, or to go on elsewhere."),
  name.shown,
  number.shown,
  el(
    "p",
    { class: "exercise-actions" },
    button("Save my answers", saying(save), "button"),
    button("Open my answers", () => picker.click()),
    button("Clear everything", saying(clear)),
  ),
  picker,
  told,
  el("h2", {}, "Keys"),
  theList(),
  theSwitch(),
);
store.probe();
draw();
document.addEventListener("course:kept", draw);
document.addEventListener("course:notice", draw);
