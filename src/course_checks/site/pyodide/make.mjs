// Makes what the page loads:  node make.mjs PYODIDE PACKAGE.zip COMPILED.py OUT
// Pyodide runs here as it will run on the page, so that the bytecode is of the very same Python.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [pyodide, archive, script, out] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")).href);
const python = await loadPyodide({ indexURL: pyodide, env: { PYTHONHASHSEED: "0" } });
python.FS.writeFile("/package.zip", new Uint8Array(readFileSync(archive)));
python.runPython(readFileSync(script, "utf8"), { filename: script });
const [library, checks] = python.globals.get("made")("/package.zip").toJs();
writeFileSync(join(out, "python.zip"), library);
writeFileSync(join(out, "checks.zip"), checks);
