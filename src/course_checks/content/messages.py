"""What a message to a learner must be: short, about a passage, kind, and ending in a next step."""

import re
from collections.abc import Collection, Iterator

from course_checks.core.text import count_words, nearest_id, one_of, plain, words

LONGEST = 40
"""Words in a message."""
BANNED = frozenset(
    "unfortunately simply just wrong incorrect obviously clearly stupid careless great excellent bravo".split()
)
"""Words that judge the reader, or make light of the work."""
INSTRUCTIONS = frozenset(
    "ask check choose compare copy count cross date delete do find follow give go keep look mark match move"
    " name note open order pick place point put quote read remember say search see separate set show sort"
    " start stop take test think trace treat try turn underline use watch weigh write".split()
)
"""Verbs with which an instruction begins."""
_PASSAGE = re.compile(r"\b([A-Za-z]+)(\d+)\b")
_CLAUSE = re.compile(r"[^.?!:;]+")
_ABBREVIATION = re.compile(r"\b(?:\w\.){2,}(?=\s+[a-z])")


def message_faults(text: str, passages: Collection[str]) -> Iterator[tuple[str, str]]:
    """(problem, remedy) for each rule that the message breaks.  `passages` are the ids that may be cited."""
    said = plain(text)
    count = count_words(said)
    if count > LONGEST:
        yield f"the message has {count} words", f"say it in {LONGEST}"
    unknown = tuple(citation_faults(text, passages))
    yield from unknown
    if not unknown and not {found[0] for found in _PASSAGE.finditer(said)} & set(passages):
        yield "the message cites no passage", "name the passage to look at"
    if not _ends_in_a_step(said):
        yield "the message ends in neither a question nor an instruction", "end with the reader's next step"
    if "!" in said:
        yield "the message has an exclamation mark", "say it calmly"
    for word in sorted(BANNED & set(words(said))):
        yield f"the message says {word!r}", "name the reading, not the reader"


def citation_faults(text: str, passages: Collection[str]) -> Iterator[tuple[str, str]]:
    """(problem, remedy) for everything in `text` that looks like the id of a passage and is none."""
    letters = {found[1] for passage in passages if (found := _PASSAGE.fullmatch(passage))}
    cited = dict.fromkeys(found[0] for found in _PASSAGE.finditer(plain(text)) if found[1] in letters)
    for name in cited:
        if name not in passages:
            near = one_of(nearest_id(name, passages)) or "the id of a passage"
            yield f"there is no passage {name!r}", f"use {near}"


def _ends_in_a_step(said: str) -> bool:
    """Whether the last sentence asks, or begins a clause with the verb of an instruction."""
    text = _ABBREVIATION.sub(lambda found: found[0].replace(".", ""), said).rstrip("\"'”’)] ")
    if text.endswith("?"):
        return True
    last = re.split(r"(?<=[.?!])\s+", text)[-1]
    clauses = [*_CLAUSE.findall(last), *re.split(r",\s*|\band\b|\bthen\b", last)]
    begun = [words(clause) for clause in clauses]
    # A verb alone is more likely a noun: "time and place".
    return any(len(clause) > 1 and clause[0] in INSTRUCTIONS for clause in begun)
