// Brings Python up with the checks in it.  Everything stands beside this file; files.mjs says what, with digests.
import { DIGESTS, LOCK, PYTHON } from "./files.mjs";

const HERE = new URL("./", import.meta.url).href;
/** As the browser has it: while Python starts, `self.fetch` is another, which hands out what is fetched here. */
const fetchOne = self.fetch.bind(self);

/** A file that checking needs and that could not be had; `message` is its name. */
export class Missing extends Error {}

/** Whether this site has a file. @param {string} name */
export const has = (name) => name in DIGESTS;

/**
 * One of our files, whole.  A copy that a cache keeps and that is not what it should be is fetched anew, once.
 * @param {string} name
 * @returns {Promise<Response>}
 */
async function whole(name) {
    /** @type {RequestCache[]} */
    const ways = ["default", "reload"];
    for (const cache of ways) {
        try {
            const response = await fetchOne(HERE + name, { cache, integrity: DIGESTS[name] });
            if (response.ok) return response;
        } catch {
            // offline, or damaged: which of the two a browser does not say
        }
    }
    throw new Missing(name);
}

/** The text of one of our files. @param {string} name */
export const text = async (name) => (await whole(name)).text();

/**
 * The WebAssembly of Python, compiled while it comes.  It has no digest to wait for: what is damaged does not compile.
 * @param {string} name
 * @param {RequestCache} cache
 */
async function streamed(name, cache) {
    const response = await fetchOne(HERE + name, { cache }).catch(() => null);
    if (!response?.ok) throw new Missing(name);
    return response;
}

/**
 * Python, from files that are fetched here.  Pyodide goes on without a file that is missing or damaged, and then
 * hangs; so it never hears of that, and the start ends here.
 * @param {RequestCache} cache how the WebAssembly is asked for
 */
async function python(cache) {
    const wasm = `${PYTHON}pyodide.asm.wasm`;
    const library = `${PYTHON}python.zip`;
    let fail;
    const broken = new Promise((_, reject) => (fail = reject));
    const orFail = (hoped) => hoped.catch((error) => new Promise(() => fail(error)));
    const held = new Map([
        [HERE + wasm, orFail(streamed(wasm, cache))],
        [HERE + library, orFail(whole(library))],
    ]);
    const { fetch } = self;
    const { instantiateStreaming } = WebAssembly;
    self.fetch = (address, ...rest) => held.get(String(address)) ?? fetchOne(address, ...rest);
    WebAssembly.instantiateStreaming = (...given) => orFail(instantiateStreaming.apply(WebAssembly, given));
    try {
        // Pyodide asks for this only when it has been read itself; its fault is told when Pyodide meets it.
        import(`${HERE}${PYTHON}pyodide.asm.mjs`).catch(() => {});
        const { loadPyodide } = await import(`${HERE}${PYTHON}pyodide.mjs`);
        const settings = {
            indexURL: HERE + PYTHON,
            stdLibURL: HERE + library,
            packageBaseUrl: HERE + PYTHON,
            lockFileContents: LOCK,
        };
        return await Promise.race([loadPyodide(settings), broken]);
    } catch (error) {
        // Whatever ends its start, a file of it is not what it was when the site was made.
        throw error instanceof Missing ? error : new Missing(PYTHON);
    } finally {
        self.fetch = fetch;
        WebAssembly.instantiateStreaming = instantiateStreaming;
    }
}

/**
 * Python's modules of checks, and the library of the course.
 * @param {(share: number) => void} tell how far the start is, from 0 to 1
 */
export async function boot(tell) {
    const [checks, library] = [whole("checks.zip"), text("library.json")];
    for (const one of [checks, library]) one.catch(() => {}); // heard below, when Python is up
    tell(0.1);
    const up = await python("default");
    tell(0.7);
    up.FS.writeFile("/checks.zip", new Uint8Array(await (await checks).arrayBuffer()));
    up.runPython("import sys; sys.path.insert(0, '/checks.zip'); import quick; quick.hand_over_from(quick.__loader__)");
    const onpage = up.pyimport("course_checks.sheet.onpage");
    tell(0.95);
    const course = { up, onpage, library: onpage.library_from(await library) };
    tell(1);
    return course;
}
