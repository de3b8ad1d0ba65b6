// Keeps what was read, and what checks, for a visit without a network: see keeper.js.

const ROOT = new URL("../../", import.meta.url);

/** Have this page and the checks kept from now on; does nothing where a browser does not allow it. */
export async function keep() {
    try {
        const { serviceWorker } = navigator;
        if (!serviceWorker) return;
        await serviceWorker.register(new URL("sw.js", ROOT), { scope: ROOT.pathname });
        const { active } = await serviceWorker.ready;
        const seen = performance.getEntriesByType("resource").map((entry) => entry.name);
        active?.postMessage({ keep: [location.href, ...seen] });
    } catch {
        // private mode, a full disk, a site without sw.js: everything works as before, with a network
    }
}
