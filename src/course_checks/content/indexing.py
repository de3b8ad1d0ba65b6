"""Making quotation indexes: from the texts that an author holds to digests that the course ships.

With the digests go the names of the source in every spelling, so that a check knows them without its tables.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from course_checks.content.errors import Faults
from course_checks.content.sources import INDEX_ENDING, check_texts, index_text, read_sources
from course_checks.core.quotation import digests_of


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
        if source is None or texts is None:
            continue  # told above
        made = file.with_name(file.stem + INDEX_ENDING)
        made.write_text(index_text(source, texts), encoding="utf-8", newline="\n")
        short = sum(not digests_of(texts[passage.id]) for passage in source.passages)
        yield f"Wrote {made.relative_to(root).as_posix()}: {len(source.passages)} passages, {short} too short to quote."


def _texts(given: Path, faults: Faults) -> dict[str, str] | None:
    remedy = 'give an object such as {"S1": "the text"}'
    try:
        held: Any = json.loads(given.read_text(encoding="utf-8-sig"), object_pairs_hook=list)
    except OSError as error:
        faults.add(given, "", f"it cannot be opened ({error.strerror})", "check the name")
        return None
    except UnicodeDecodeError:
        faults.add(given, "", "it is not UTF-8 text", "save it as UTF-8")
        return None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        faults.add(given, "", f"not readable as JSON: something is wrong at {place}", remedy)
        return None
    except (ValueError, RecursionError):  # a number of thousands of digits; brackets in brackets in brackets
        faults.add(given, "", "it is not an object of texts", remedy)
        return None
    if not isinstance(held, list) or not all(
        isinstance(one, tuple) and isinstance(one[1], str) for one in held
    ):
        faults.add(given, "", "it is not an object of texts", remedy)
        return None
    found: dict[str, str] = {}
    for passage, text in held:
        if passage in found:
            faults.add(given, passage, "the id stands twice", "keep one of the texts")
        found[passage] = text
    return found
