"""Lighthouse, as npm has it, on pages of the built site: kept in build/lighthouse, installed only when asked for."""

import json
import os
import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from course_checks.site.bringing import NotBroughtError, find_node, run

VERSION = "13.5.0"
CATEGORIES = ("performance", "accessibility")
FLAGS = "--headless=new --no-sandbox --disable-gpu"


def script_in(folder: Path) -> Path:
    """Where Lighthouse is, once it is installed into `folder`."""
    return folder / "node_modules" / "lighthouse" / "cli" / "index.js"


def install(folder: Path) -> None:
    """Install Lighthouse into `folder`; 185 MB.  Raises NotBroughtError."""
    tools = find_node()
    if tools is None:
        raise NotBroughtError("there is no Node with npm here")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text('{"private": true}\n', encoding="utf-8")
    options = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock")
    run([*tools.npm, "install", *options, f"lighthouse@{VERSION}"], folder)


def scores(folder: Path, browser: str, address: str, rounds: int) -> dict[str, float]:
    """The median scores of a page, 0 to 100, on a phone as Lighthouse imagines one, and how fast it found this machine.

    Raises NotBroughtError where it cannot be run.
    """
    found = [_one(folder, browser, address) for _ in range(rounds)]
    return {name: statistics.median(one[name] for one in found) for name in found[0]}


def _one(folder: Path, browser: str, address: str) -> dict[str, float]:
    node = shutil.which("node") or (tools.node if (tools := find_node()) else "node")
    with tempfile.TemporaryDirectory() as name:
        out = Path(name) / "told.json"
        command = [node, str(script_in(folder)), address, "--quiet", "--output=json", f"--output-path={out}"]
        command += [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={FLAGS}"]
        done = subprocess.run(
            command, env=os.environ | {"CHROME_PATH": browser}, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise NotBroughtError(f"lighthouse failed: {done.stderr.strip()[-300:]}")
        told: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    scored = {name: 100 * told["categories"][name]["score"] for name in CATEGORIES}
    return scored | {"machine": told["environment"]["benchmarkIndex"]}
