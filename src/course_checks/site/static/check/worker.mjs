// The checks, in a worker of their own.  What is asked is answered under the same id:
//   {do: "start", exercise?}                        {ready: true}    Python is up, and the exercise is read
//   {do: "check", exercise, request}                {answer}         see sheet/onpage.py
//   {do: "sheet", exercise, responses}              {sheet}          the answer sheet, filled in
//   {do: "hand-in", attempts, responses, learner}   {file}           the text of the hand-in
//   {do: "read", bytes}                             {read}           a hand-in or an answer sheet: see sheet/carried.py
// or, whatever went wrong, with {fault, what}: plain words, and what to report.  While Python starts: {loading: 0..1}.
import { Missing, boot, has, text } from "./boot.mjs";
import "./files.mjs"; // which boot.mjs wants: so the browser asks for both at once

const NOT_LOADED = "What checking needs could not be loaded. Your answers are kept.";
const BROKEN = "Our check broke. Nothing was scored, and your answers are kept. Please report it.";

let started;
const exercises = new Map();

/** Python, started when first wanted; where that fails, another try starts anew. */
function up() {
    started ??= boot((share) => self.postMessage({ loading: share })).catch((error) => {
        started = undefined;
        throw error;
    });
    return started;
}

/** An exercise as Python knows it. @param {string} id */
async function opened(id) {
    if (!exercises.has(id)) {
        const [{ onpage }, held] = await Promise.all([up(), text(`exercises/${id}.json`)]);
        exercises.set(id, onpage.opened_from(held));
    }
    return exercises.get(id);
}

/** What carries answers to and from the page; loaded when first wanted. */
const carried = async () => (await up()).up.pyimport("course_checks.sheet.carried");

const DO = {
    async start({ exercise }) {
        await (exercise ? opened(exercise) : up());
        return { ready: true };
    },

    async check({ exercise, request }) {
        const { onpage, library } = await up();
        return { answer: JSON.parse(onpage.answer(await opened(exercise), library, JSON.stringify(request))) };
    },

    async sheet({ exercise, responses }) {
        return { sheet: (await carried()).filled_sheet(await opened(exercise), JSON.stringify(responses)) };
    },

    async "hand-in"({ attempts, responses, learner }) {
        const [{ library }, python] = [await up(), await carried()];
        let kept = JSON.stringify(attempts);
        for (const [exercise, typed] of Object.entries(responses)) {
            if (!has(`exercises/${exercise}.json`)) continue; // of another state of the course: what was kept stays
            kept = python.with_responses(kept, await opened(exercise), library, JSON.stringify(typed));
        }
        return { file: python.hand_in(kept, JSON.stringify(learner)) };
    },

    async read({ bytes }) {
        const [{ up: python }, reader] = [await up(), await carried()];
        const data = python.toPy(new Uint8Array(bytes));
        const named = reader.sheet_of(data);
        const known = has(`exercises/${named}.json`);
        return { read: JSON.parse(known ? reader.read_filled_sheet(await opened(named), data) : reader.read_hand_in(data)) };
    },
};

/** A fault as it is told. @param {unknown} error */
function told(error) {
    if (error instanceof Missing) return { fault: NOT_LOADED, what: error.message };
    // Of an error of Python's only its kind: its text may hold what was typed.
    return { fault: BROKEN, what: error?.type ?? error?.name ?? "error" };
}

self.addEventListener("message", async ({ data }) => {
    try {
        self.postMessage({ id: data.id, ...(await DO[data.do](data)) });
    } catch (error) {
        self.postMessage({ id: data.id, ...told(error) });
    }
});
