"""Replays a vector file, line by line, with whatever Python runs it: the standard library and the package alone.

Run as a script it reads the file named and prints; on the page a worker calls `replay`.
"""

import json
import sys
from pathlib import Path

from course_checks.sheet import onpage


def replay(lines: list[str]) -> list[str]:
    """What the checks answer to each request.  A line gives a library, an exercise or a request, as JSON."""
    library = onpage.library_from('{"index":[],"source_of":{},"aliases":{}}')
    opened, answers = None, []
    for line in lines:
        held = json.loads(line)
        if "library" in held:
            library = onpage.library_from(held["library"])
        elif "exercise" in held:
            opened = onpage.opened_from(held["exercise"])
        elif opened is not None:
            answers.append(onpage.answer(opened, library, held["request"]))
    return answers


if __name__ == "__main__":
    found = Path(sys.argv[1]).read_text(encoding="ascii").splitlines()
    Path(sys.argv[2]).write_text("\n".join(replay(found)), encoding="ascii")
