// The service worker: keeps Python, the checks and the pages that were read, so that all works without a network.
// sw.js, which is made with the site, says what there is to keep (KEPT) and runs this.
//
//   python   as a whole or not at all; named by its content, so what is kept is used without asking
//   checks   the scripts of the checks and every exercise, of one build: used where the network is gone
//   pages    what was read, as it was last read: used where the network is gone

const SITE = self.registration.scope;
/** @type {{names: Record<string, string>, python: Record<string, string>, checks: Record<string, string>}} */
const { names, python, checks } = self.KEPT;
const PYTHON = `${SITE} ${names.python}`;
const CHECKS = `${SITE} ${names.checks}`;
const PAGES = `${SITE} pages`;

/** Keep files that are not kept yet, all or none. @param {string} cache @param {Record<string, string>} files */
async function keepAll(cache, files) {
    if (await caches.has(cache)) return;
    const held = await Promise.all(
        Object.entries(files).map(async ([name, integrity]) => {
            const response = await fetch(SITE + name, { integrity });
            if (!response.ok) throw new Error(name);
            return [SITE + name, response];
        }),
    );
    const kept = await caches.open(cache);
    try {
        for (const [address, response] of held) await kept.put(address, response);
    } catch (error) {
        await caches.delete(cache); // the disk is full: half of it is of no use
        throw error;
    }
}

self.addEventListener("install", (event) => {
    event.waitUntil(Promise.all([keepAll(PYTHON, python), keepAll(CHECKS, checks)]).then(() => self.skipWaiting()));
});

/** Let go of what older versions of this site kept, and of nothing that another site on this host keeps. */
async function letGo() {
    const own = (await caches.keys()).filter((name) => name.startsWith(`${SITE} `));
    await Promise.all(own.filter((name) => ![PYTHON, CHECKS, PAGES].includes(name)).map((name) => caches.delete(name)));
    await self.clients.claim();
}

self.addEventListener("activate", (event) => event.waitUntil(letGo()));

/** An address without its fragment, if it is of a page or file of this site that is kept as read. @param {string} given */
function page(given) {
    const address = new URL(given, SITE);
    address.hash = "";
    const name = address.href.slice(SITE.length).replace(/\?.*/, "");
    const ours = address.href.startsWith(SITE) && !(name in python) && !(name in checks);
    return ours && name !== "sw.js" && !name.endsWith(".zip") ? address.href : null;
}

/** Keep one page or file as it is now, in place of what it was under another query. */
async function keepPage(address, response) {
    const kept = await caches.open(PAGES);
    if (new URL(address).search) await kept.delete(address, { ignoreSearch: true });
    await kept.put(address, response);
}

self.addEventListener("message", (event) => {
    const wanted = [...new Set((event.data?.keep ?? []).map(page).filter(Boolean))];
    const fetched = wanted.map(async (address) => {
        const response = await fetch(address, { cache: "force-cache" });
        if (response.ok) await keepPage(address, response);
    });
    event.waitUntil(Promise.allSettled(fetched));
});

/** From the network, or, where it is gone, as it was kept. @param {Request} request */
async function freshOrKept(request, name) {
    try {
        const response = await fetch(request);
        const address = page(request.url);
        if (address && response.ok && response.type === "basic") {
            keepPage(address, response.clone()).catch(() => {}); // a full disk costs only the copy
        }
        return response;
    } catch (gone) {
        const kept = await caches.open(name in checks ? CHECKS : PAGES);
        const found = await kept.match(request.url, { ignoreSearch: request.mode === "navigate" || name in checks });
        if (found) return found;
        throw gone;
    }
}

/** What is kept, if it is and nothing else is asked for; else from the network. @param {Request} request */
async function keptOrFresh(request) {
    const found = request.cache === "reload" ? undefined : await (await caches.open(PYTHON)).match(request.url);
    return found ?? fetch(request);
}

self.addEventListener("fetch", (event) => {
    const { request } = event;
    if (request.method !== "GET" || !request.url.startsWith(SITE)) return;
    const name = request.url.slice(SITE.length).replace(/[?#].*/, "");
    if (name in python && name.endsWith(".wasm")) return; // who wants it knows what is kept here: see boot.mjs
    event.respondWith(name in python ? keptOrFresh(request) : freshOrKept(request, name));
});
