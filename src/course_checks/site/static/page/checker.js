// The road to the checks, which run in a worker: one is kept, and a new one made where it hangs or breaks.

const WORKER = new URL("../check/worker.mjs", import.meta.url);
const TO_START = 90_000; // milliseconds without a word from it
const TO_ANSWER = 20_000;

const BROKEN = "The checks could not be started. Nothing was scored, and your answers are kept.";
const HUNG = "The check took too long, and was stopped. Nothing was scored, and your answers are kept.";

/** @typedef {{resolve: (data: any) => void, reject: (fault: Error) => void, clock: number, patience: number}} Waiting */

/** @type {Worker | null} */
let worker = null;
/** @type {Map<number, Waiting>} */
const waiting = new Map();
/** @type {Promise<void> | null} */
let started = null;
let isReady = false;
let last = 0;
/** @type {Set<(share: number) => void>} */
const watchers = new Set();

/** Whether a check can be answered at once. */
export const ready = () => isReady;

/** Hear how far the start is, from 0 to 1; call what comes back to hear no more. @param {(share: number) => void} watcher */
export function watch(watcher) {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Let go of the worker; whoever waits for it hears `said`. @param {string} said */
function abandon(said) {
  worker?.terminate();
  worker = null;
  started = null;
  isReady = false;
  for (const [id, one] of [...waiting]) {
    clearTimeout(one.clock);
    waiting.delete(id);
    one.reject(new Error(said));
  }
}

function made() {
  if (worker) return worker;
  const own = new Worker(WORKER, { type: "module" });
  own.addEventListener("message", (event) => own === worker && hear(event.data));
  own.addEventListener("error", (event) => {
    event.preventDefault();
    if (own === worker) abandon(BROKEN);
  });
  worker = own;
  return own;
}

/** @param {any} data */
function hear(data) {
  for (const one of waiting.values()) {
    clearTimeout(one.clock);
    one.clock = setTimeout(() => abandon(HUNG), one.patience);
  }
  if (typeof data?.loading === "number") for (const watcher of watchers) watcher(data.loading);
  const one = waiting.get(data?.id);
  if (!one) return;
  clearTimeout(one.clock);
  waiting.delete(data.id);
  if (typeof data.fault === "string") one.reject(Object.assign(new Error(data.fault), { what: data.what }));
  else one.resolve(data);
}

/** @param {Record<string, any>} message @param {number} patience @returns {Promise<any>} */
function send(message, patience) {
  const id = ++last;
  return new Promise((resolve, reject) => {
    const clock = setTimeout(() => abandon(HUNG), patience);
    waiting.set(id, { resolve, reject, clock, patience });
    try {
      made().postMessage({ id, ...message });
    } catch {
      abandon(BROKEN);
    }
  });
}

/** Have all that this page may need kept for a visit without a network, also what it has not needed yet. */
async function keepAll() {
  const [{ keep }] = await Promise.all([import("../check/keep.mjs"), import("./orders.js"), import("./keys.js")]);
  await keep();
}

/** Get ready, with one exercise in mind. Rejects with words where that fails. @param {string} [exercise] @returns {Promise<void>} */
export function start(exercise) {
  started ??= send({ do: "start", exercise }, TO_START).then(
    () => {
      isReady = true;
      keepAll().catch(() => {});
    },
    (fault) => {
      if (worker) abandon(fault.message);
      throw fault;
    },
  );
  return started;
}

/** Ask the checks something, once they are ready. Rejects with words. @param {Record<string, any>} message */
export async function ask(message) {
  await start(message.exercise);
  return send(message, TO_ANSWER);
}
