"""Whose a file is, as the three systems say that give out a whole class: Moodle, Canvas and Gradescope.

Where the schemes were read, in the systems' own published sources unless said otherwise:

- Moodle, `mod/assign/classes/downloader.php` (`get_student_prefix`, `load_submissionplugin_filelist`): a folder
  `FULL NAME_NUMBER_assignsubmission_file` a learner or, without folders, a file
  `FULL NAME_NUMBER_assignsubmission_file_NAME`.  Underscores of the name are spaces there.  Older versions end
  the folder with one more underscore.  With names hidden the full name is the word *Participant*, in the
  language of the site.  The number is of this one assignment: beside others of the same download it tells people
  of one name apart, and that is all it is used for.
- Canvas, `lib/content_zipper.rb` (`get_filename`, `add_upload_submission`): a file `NAME_USER_FILE_AS SENT` or
  `NAME_LATE_USER_FILE_AS SENT`; the name is the sortable one, family name first, in small letters with nothing
  between; with names hidden `anon_CODE` stands for name and user.  Canvas adds `-1` to a file that is sent again.
- Gradescope publishes no source.  Its export has a folder `submission_NUMBER` a learner and, beside these, a
  file `submission_metadata.yml` (module `gradescope`); so it is read by several public programs, among them
  otter-grader.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePath

from course_checks.core.text import shown

MOODLE, CANVAS, GRADESCOPE = "Moodle", "Canvas", "Gradescope"
_MOODLE = re.compile(r"(?P<name>[^_]+)_(?P<id>\d+)_assignsubmission_[a-z]+(?:_(?P<rest>.*))?", re.DOTALL)
_CANVAS = re.compile(
    r"(?:(?P<name>\w+?)_)??(?P<late>LATE_)?(?P<user>\d+|anon_[^\W_]+)_(?P<file>\d+)_(?P<rest>.+)", re.DOTALL
)
_SUBMISSION = re.compile(r"submission_\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a system says of whose a file is."""

    system: str
    name: str = ""
    number: str = ""
    """The number that the place of study gave."""
    email: str = ""
    account: str = ""
    """Canvas's own number of the learner, by which it takes grades back."""
    late: str = ""
    """Why it is late, in words; empty where nothing says so."""
    others: tuple[str, ...] = ()
    """Further learners of a group that handed in together."""
    squashed: bool = False
    """Whether the name is one word, family name first."""
    hidden: bool = False
    """Whether the system does not say who it is."""
    ident: str = ""
    """What the system itself calls the person by, whatever the name is."""
    scope: str = ""
    """Within what two of these are of two people if they differ."""


def claim_of(inside: PurePath) -> Claim | None:
    """What Moodle or Canvas says by the path of a file; None where it is none of theirs."""
    for at in reversed(range(len(inside.parts))):
        part = inside.parts[at]
        if claim := _moodle(part, inside.parts[:at]) or _canvas(part):
            return claim
    return None


def _moodle(part: str, above: tuple[str, ...]) -> Claim | None:
    found = _MOODLE.fullmatch(part)
    if found is None:
        return None
    name, ident = shown(found["name"]), found["id"]
    scope = f"{MOODLE} {above!a}"  # another download may be of another assignment, with other numbers
    if name == "Participant":  # all are called so, and the number tells them apart
        return Claim(system=MOODLE, name=f"{name} {ident}", hidden=True, ident=ident, scope=scope)
    return Claim(system=MOODLE, name=name, ident=ident, scope=scope)


def _canvas(part: str) -> Claim | None:
    found = _CANVAS.fullmatch(part)
    hidden = found is not None and found["user"].startswith("anon_")
    if found is None or not (found["name"] or hidden):
        return None
    return Claim(
        system=CANVAS,
        name=shown(found["user"] if hidden else found["name"]),
        account="" if hidden else found["user"],
        late="Canvas marks it as late." if found["late"] else "",
        squashed=not hidden,
        hidden=hidden,
        ident=found["user"],
        scope=CANVAS,
    )


def submission_in(inside: PurePath) -> PurePath | None:
    """The folder `submission_NUMBER` of Gradescope that a file lies in; None if it lies in none."""
    folders = (one for one in inside.parents if _SUBMISSION.fullmatch(one.name))
    return next(folders, None)


def known_as(claim: Claim, inside: PurePath) -> tuple[str, str]:
    """Scope and what the system calls whoever handed a file in; where it names no more, the submission."""
    if claim.ident:
        return claim.scope, claim.ident
    folder = submission_in(inside)
    return (f"{claim.system} {folder.parts[:-1]!a}", folder.name) if folder else ("", "")


def agree(claim: Claim, name: str) -> bool:
    """Whether a name may be that of the person whom a system names: all words of the shorter are in the longer.

    Accents, case and order make no difference.  Where nothing can be compared they agree.
    """
    claimed, own = _words(claim.name), _words(name)
    if claim.hidden or not claimed or not own:
        return True
    if claim.squashed:
        return _made_of("".join(claimed), own)
    return set(claimed) <= set(own) or set(own) <= set(claimed)


def _made_of(whole: str, words: Iterable[str]) -> bool:
    """Whether each of `words` is found in `whole`, none of its letters twice."""
    for word in sorted(words, key=len, reverse=True):
        before, found, after = whole.partition(word)
        if not found:
            return False
        whole = f"{before} {after}"
    return True


def _words(text: str) -> tuple[str, ...]:
    folded = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(mark for mark in folded if not unicodedata.combining(mark))
    parts = (re.findall(r"[^\W\d_]+", word) for word in bare.split())
    return tuple(chain.from_iterable(parts))
