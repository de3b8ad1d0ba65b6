// Replays a part of a vector file in a worker, with the runtime that the site carries:  {part} in, {answers} out.
import { boot } from "./boot.mjs";

const HERE = new URL("./", import.meta.url).href;
const text = async (name) => (await fetch(HERE + name)).text();

async function begun() {
    const { up } = await boot(() => {});
    up.runPython((await text("replay.py")).replace(/\nif __name__[^]*/, ""));
    return up.globals.get("replay");
}

let replay;
self.addEventListener("message", async ({ data }) => {
    try {
        replay ??= begun();
        const lines = (await text(data.part)).split("\n");
        const answers = (await replay)(lines);
        self.postMessage({ answers: answers.toJs() });
        answers.destroy();
    } catch (error) {
        self.postMessage({ fault: String(error) });
    }
});
