// What a reader did, kept in this browser and nowhere else: answers, attempts, how checks ended, settings.  And how
// far she is, counted from how the checks ended.  Each exercise has an entry of its own, read again before every
// change, so that two tabs do not overwrite each other.  Where the browser keeps nothing, all of it lasts as long as
// the page, and the page says so.

const PREFIX = "course-checks:";
const EXERCISE = "exercise:";
const FORMAT = 1;

/**
 * How the last check of an item ended.
 * @typedef {{state: string, ending: string, score: number | null, sure: string}} End
 */
/**
 * What is kept of one exercise: `version` is that of the exercise when it was last checked, or first begun.
 * @typedef {{version: string, answers: Record<string, Record<string, string>>, ends: Record<string, End>}} Kept
 */

/** @type {Map<string, string>} What the browser did not take. */
const memory = new Map();
/** @type {Set<string>} Entries that a newer page wrote: they are left alone. */
const newer = new Set();
let trouble = "";

/** What has to be said about the keeping; empty if all is well. */
export const notice = () => trouble;

/** @param {string} text */
function tell(text) {
  if (text === trouble) return;
  trouble = text;
  document.dispatchEvent(new CustomEvent("course:notice"));
}

const NOT_KEPT =
  "This browser does not keep your answers: its storage is full, or it is in a private mode. They last as long as this page is open.";
const UNREADABLE = "Something that this browser had kept could not be read. It was put aside, and a new start is made.";
const NEWER = "Your answers were kept by a newer version of this site. Reload the page to see them.";

/** Find out whether this browser keeps anything, and say so if it does not. */
export function probe() {
  write("probe", "1");
  remove("probe");
}

/** The text of an entry. @param {string} name @returns {string | null} */
function raw(name) {
  if (memory.has(name)) return memory.get(name) ?? null;
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** @param {string} name @param {string} text */
function write(name, text) {
  try {
    localStorage.setItem(PREFIX + name, text);
    memory.delete(name);
  } catch {
    memory.set(name, text);
    tell(NOT_KEPT);
  }
}

/** @param {string} name */
function remove(name) {
  memory.delete(name);
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // What cannot be reached has nothing of ours.
  }
}

/** An entry as it was put, or null. @param {string} name @returns {any} */
function get(name) {
  const text = raw(name);
  if (text === null) return null;
  try {
    const { format, held } = JSON.parse(text);
    if (format > FORMAT) {
      newer.add(name);
      tell(NEWER);
      return null;
    }
    if (format === FORMAT && typeof held === "object" && held !== null) return held;
  } catch {
    // It is put aside below.
  }
  write(`unreadable:${name}`, text);
  remove(name);
  tell(UNREADABLE);
  return null;
}

/** @param {string} name @param {any} held */
function put(name, held) {
  const text = JSON.stringify({ format: FORMAT, held });
  if (newer.has(name)) memory.set(name, text);
  else write(name, text);
}

/** @param {unknown} one @returns {Record<string, any>} */
const table = (one) => (typeof one === "object" && one !== null && !Array.isArray(one) ? one : {});

/** What is kept of an exercise. @param {string} exercise @returns {Kept} */
export function kept(exercise) {
  const held = get(EXERCISE + exercise) ?? {};
  return { version: String(held.version ?? ""), answers: table(held.answers), ends: table(held.ends) };
}

/**
 * Change what is kept of an exercise: `alter` gets what stands there now.
 * @param {string} exercise @param {(now: Kept) => void} alter
 */
export function change(exercise, alter) {
  const now = kept(exercise);
  alter(now);
  for (const [item, parts] of Object.entries(now.answers)) {
    for (const [part, text] of Object.entries(parts)) if (text === "") delete parts[part];
    if (Object.keys(parts).length === 0) delete now.answers[item];
  }
  if (Object.keys(now.answers).length + Object.keys(now.ends).length) put(EXERCISE + exercise, now);
  else remove(EXERCISE + exercise);
  changed(exercise);
}

/** @param {string} exercise */
const changed = (exercise) => document.dispatchEvent(new CustomEvent("course:kept", { detail: exercise }));

/** The exercises of which something is kept. */
export function exercises() {
  const names = new Set(memory.keys());
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) names.add(name.slice(PREFIX.length));
  } catch {
    // Only what this page remembers, then.
  }
  return [...names].filter((name) => name.startsWith(EXERCISE)).map((name) => name.slice(EXERCISE.length)).sort();
}

/** The record of attempts, as the checks want it. @returns {Record<string, any>} */
export const attempts = () => table(get("attempts"));

/**
 * Take over the attempts at one exercise from a record, item by item: another tab may have checked others meanwhile.
 * @param {string} exercise @param {Record<string, any>} record @param {string[]} items
 */
export function keepAttempts(exercise, record, items) {
  const now = attempts();
  const [mine, theirs] = [table(table(now.exercises)[exercise]), table(table(record.exercises)[exercise])];
  const merged = { ...table(mine.items) };
  for (const item of items) if (item in table(theirs.items)) merged[item] = theirs.items[item];
  const entry = { ...mine, ...theirs, items: merged };
  put("attempts", { ...now, ...record, exercises: { ...table(now.exercises), [exercise]: entry } });
}

/** A table that is kept under a name: settings, the learner, pages seen. @param {string} name */
export const small = (name) => table(get(name));

/** @param {string} name @param {Record<string, any>} held */
export function keepSmall(name, held) {
  put(name, { ...small(name), ...held });
}

/** Forget everything that was ever kept here. */
export function clear() {
  const gone = exercises();
  memory.clear();
  newer.clear();
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
  } catch {
    // Nothing of ours can be there.
  }
  tell("");
  for (const exercise of gone) changed(exercise);
}

// What another tab did.
addEventListener("storage", (event) => {
  if (event.key === null || event.key.startsWith(PREFIX + EXERCISE)) {
    changed(event.key === null ? "" : event.key.slice((PREFIX + EXERCISE).length));
  }
});

// How far ----------------------------------------------------------------------------------------------------------

const ROOT = new URL(document.documentElement.dataset.content_root ?? "./", location.href).pathname;

/** A page of this site as it is named here: its place below the root, without query and fragment. @param {string} address */
export const pageOf = (address) => new URL(address, location.href).pathname.slice(ROOT.length);

/** What is kept of how an item ended. @param {any} item @returns {End} */
export const endOf = (item) => ({ state: item.state, ending: item.ending, score: item.score ?? null, sure: item.given?.sure ?? "" });

const ENOUGH = 10; // answers that carry a certainty before they are counted together

/** @param {End | undefined} end */
export const isDone = (end) => end !== undefined && end.ending === "scored" && (end.score === 1 || end.score === null);

/**
 * How many items of these exercises are done, tried, and there are.
 * @param {Record<string, string[]>} items from an exercise to its items
 */
export function counts(items) {
  const found = { done: 0, tried: 0, of: 0 };
  for (const [exercise, names] of Object.entries(items)) {
    const { ends, answers } = kept(exercise);
    for (const name of names) {
      found.of += 1;
      found.done += Number(isDone(ends[name]));
      found.tried += Number(name in ends || name in answers);
    }
  }
  return found;
}

/** What the answers given as certain are worth, in words; empty while too few answers say how certain they are. */
export function certainty() {
  const ends = exercises().flatMap((exercise) => Object.values(kept(exercise).ends));
  const sure = ends.filter((end) => end.ending === "scored" && end.score !== null && end.sure);
  if (sure.length < ENOUGH) return "";
  const certain = sure.filter((end) => end.sure === "certain");
  const right = certain.filter((end) => end.score === 1).length;
  if (certain.length === 0) return "";
  return `Of ${certain.length} you were certain of, ${right} ${right === 1 ? "was" : "were"} right.`;
}
