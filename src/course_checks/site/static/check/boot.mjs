// Brings Python up with the checks in it.  Everything stands beside this file; files.mjs says what, with digests.
import { DIGESTS, LOCK, PYTHON } from "./files.mjs";

/** Where Python finds the checks. */
const CHECKS = "/checks.zip";
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

/** What is in a file of ours that is packed: a browser unpacks faster than Python. @param {string} name */
async function unpacked(name) {
    const { body } = await whole(name);
    return new Response(body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

/** What the service worker keeps of an address, if there is one and it does. @param {string} address */
async function keptOf(address) {
    try {
        return await caches.match(address);
    } catch {
        return undefined; // a browser that keeps nothing here
    }
}

/**
 * The WebAssembly of Python, compiled while it comes.  It has no digest to wait for: what is damaged does not compile.
 * On a later visit it is taken from the browser's own cache, without asking the network: with that copy comes what
 * the browser compiled of it before, on the first visit, too, when there was no service worker yet.  The service
 * worker's copy stands in for it.
 * @param {string} name
 */
async function streamed(name) {
    const address = HERE + name;
    const kept = await keptOf(address);
    const response = await fetchOne(address, kept ? { cache: "only-if-cached", mode: "same-origin" } : {}).catch(() => null);
    if (response?.ok) return response;
    if (kept) return kept;
    throw new Missing(name);
}

/** Have the browser's own copy of a file replaced, for the next try. @param {string} name */
async function renewed(name) {
    const response = await fetchOne(HERE + name, { cache: "reload" }).catch(() => null);
    await response?.arrayBuffer().catch(() => null);
}

/**
 * Python, from files that are fetched here.  Pyodide goes on without a file that is missing or damaged, and then
 * hangs; so it never hears of that, and the start ends here.
 */
async function python() {
    const wasm = `${PYTHON}pyodide.asm.wasm`;
    const library = `${PYTHON}python.packed`;
    let fail;
    const broken = new Promise((_, reject) => (fail = reject));
    const orFail = (hoped) => hoped.catch((error) => new Promise(() => fail(error)));
    // Compiled from now on, while the scripts are still on their way.
    const compiled = orFail(WebAssembly.compileStreaming(streamed(wasm)));
    const unpackedLibrary = orFail(unpacked(library));
    const { fetch } = self;
    const { instantiateStreaming } = WebAssembly;
    self.fetch = async (address, ...rest) => {
        if (String(address) === HERE + library) return new Response(await unpackedLibrary);
        return String(address) === HERE + wasm ? new Response() : fetchOne(address, ...rest);
    };
    WebAssembly.instantiateStreaming = async (_, imports) => {
        const module = await compiled;
        return { module, instance: await orFail(WebAssembly.instantiate(module, imports)) };
    };
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
        if (error instanceof Missing) throw error;
        await renewed(wasm);
        throw new Missing(PYTHON);
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
    const [checks, library] = [unpacked("checks.packed"), text("library.json")];
    for (const one of [checks, library]) one.catch(() => {}); // heard below, when Python is up
    tell(0.1);
    const up = await python();
    tell(0.7);
    up.FS.writeFile(CHECKS, new Uint8Array(await checks));
    up.runPython(`import sys, sitecustomize; sys.path.insert(0, "${CHECKS}"); sitecustomize.hand_over_from("${CHECKS}")`);
    const onpage = up.pyimport("course_checks.sheet.onpage");
    tell(0.95);
    const course = { up, onpage, library: onpage.library_from(await library) };
    up.runPython("sitecustomize.settle()");
    tell(1);
    return course;
}
