// Makes what the page loads:  node make.mjs PYODIDE PACKAGE.zip SCRIPTS OUT
// Pyodide runs here as it will run on the page, so that the bytecode is of the very same Python.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [pyodide, archive, scripts, out] = process.argv.slice(2);
const script = (name) => readFileSync(join(scripts, name), "utf8");
const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")).href);
const python = await loadPyodide({
    indexURL: pyodide,
    env: { PYTHONHASHSEED: "0", PYTHONNODEBUGRANGES: "1" }, // the columns of a line, which only a traceback shows
    fsInit: async (FS, { sitePackages }) => FS.writeFile(`${sitePackages}/sitecustomize.py`, script("noting.py")),
});
python.FS.writeFile("/package.zip", new Uint8Array(readFileSync(archive)));
python.runPython(script("compiled.py"), { filename: "compiled.py" });
const first = python.toPy(new TextEncoder().encode(script("sitecustomize.py")));
const [library, checks] = python.globals.get("made")("/package.zip", first).toJs();
writeFileSync(join(out, "python.packed"), library);
writeFileSync(join(out, "checks.packed"), checks);
