"""Making quotation indexes: from the texts that an author holds to digests that the course ships."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from course_checks.content.errors import Faults
from course_checks.content.sources import INDEX_ENDING, check_texts, index_text, read_sources


def write_indexes(root: Path, given: Path) -> Iterator[str]:
    """Write the index of every source of the course in `root` from `given`, JSON {passage id: text}.

    Yields a line for each file written.  Raises InvalidContentError, and writes nothing, if a passage has
    no text, a text no passage, or a source does not mention a name listed for it.
    """
    faults = Faults(root=root)
    folder = (root / "docs" if (root / "docs").is_dir() else root) / "sources"
    sources = read_sources(folder, faults)
    texts = _texts(given, faults)
    if texts is not None:
        check_texts(sources, texts, given, faults)
    faults.raise_if_any()
    for file, source in sources.items():
        made = file.with_name(file.stem + INDEX_ENDING)
        made.write_text(index_text(source, texts or {}), encoding="utf-8", newline="\n")
        short = sum(len(texts[p.id].split()) < 3 for p in source.passages) if texts else 0
        yield f"Wrote {made.relative_to(root).as_posix()}: {len(source.passages)} passages, {short} too short to quote."


def _texts(given: Path, faults: Faults) -> dict[str, str] | None:
    try:
        held: Any = json.loads(given.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        faults.add(
            given, "", f"it cannot be read as JSON ({error})", 'give an object such as {"S1": "the text"}'
        )
        return None
    if not isinstance(held, dict) or not all(isinstance(text, str) for text in held.values()):
        faults.add(given, "", "it is not an object of texts", 'give an object such as {"S1": "the text"}')
        return None
    return held
