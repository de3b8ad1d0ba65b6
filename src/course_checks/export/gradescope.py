"""An autograder for Gradescope: one archive with this program, the exercises with their keys, and two scripts.

`setup.sh` looks for a Python that is new enough and unpacks the program; nothing is fetched unless there is none.
`run_autograder` grades one submission and writes `results.json`.
"""

import io
import json
import zipfile

from course_checks.content.exercises import EXERCISE, KEY
from course_checks.content.packing import EPOCH, Files, command_wheel, source_files
from course_checks.exercise import parts_of
from course_checks.export.autograder import COURSE, ORDERS
from course_checks.export.bank import Bank
from course_checks.sheet.workspace import Workspace

SETUP, RUN = "setup.sh", "run_autograder"
_SCRIPT, _PLAIN = 0o755 << 16, 0o644 << 16

SETUP_TEXT = """\
#!/usr/bin/env bash
# Makes the autograder ready: finds a Python of 3.11 or later and unpacks the program, which needs nothing else.
set -euo pipefail
root="${AUTOGRADER_ROOT:-/autograder}"
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null && new_enough "$name"; then command -v "$name"; return 0; fi
    done
    return 1
}
if ! python="$(find_python)"; then
    # An older image: the system's own packages have a newer Python beside the old one.
    apt-get update
    apt-get install -y python3.12 || apt-get install -y python3.11
    python="$(find_python)" || { echo "There is no Python of 3.11 or later. Choose a newer base image." >&2; exit 1; }
fi
"$python" -m zipfile -e "$root/source/WHEEL" "$root/source/lib"
printf '%s\\n' "$python" > "$root/source/python"
"""

RUN_TEXT = """\
#!/usr/bin/env bash
# Grades what stands in /autograder/submission and writes /autograder/results/results.json.
set -euo pipefail
root="${AUTOGRADER_ROOT:-/autograder}"
cd "$root/source"
# -P: nothing that was submitted can stand in for a module of Python.
PYTHONPATH="$root/source/lib" PYTHONDONTWRITEBYTECODE=1 \\
    exec "$(cat "$root/source/python")" -P -s -m course_checks.export.autograder "$root"
"""


def scored_items(bank: Bank) -> int:
    """How many points the autograder gives in all: one an item that a machine scores."""
    items = (item for exercise in bank.exercises for item in exercise.public.items)
    return sum(any(part.scored for part in parts_of(item)) for item in items)


def autograder(bank: Bank, workspace: Workspace) -> bytes:
    """The archive.  Raises importlib.metadata.PackageNotFoundError where this program is not installed."""
    name, wheel = command_wheel()
    ids = [exercise.public.id for exercise in bank.exercises]
    # A held key must not be found out by submitting again and again.
    visibility = dict.fromkeys((one for one in ids if one in bank.own), "after_due_date")
    orders = {"exercises": ids, "visibility": visibility}
    files: Files = {
        SETUP: SETUP_TEXT.replace("WHEEL", name).encode(),
        RUN: RUN_TEXT.encode(),
        ORDERS: (json.dumps(orders, indent=1, sort_keys=True) + "\n").encode(),
        name: wheel,
    }
    for exercise in bank.exercises:
        for file in (EXERCISE, KEY):
            files[f"{COURSE}/exercises/{exercise.public.id}/{file}"] = (exercise.folder / file).read_bytes()
    sources = source_files(workspace.root)
    files |= {f"{COURSE}/{name}": data for name, data in sources.items() if name.endswith(".index.json")}
    return _archive(files)


def _archive(files: Files) -> bytes:
    """A ZIP in which the scripts may be executed: sorted, without dates of its own."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            entry.external_attr = _SCRIPT if name in (SETUP, RUN) else _PLAIN
            made.writestr(entry, files[name])
    return held.getvalue()
