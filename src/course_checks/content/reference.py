"""All that the reference pages are drawn from, read whole: every mistake of every file, and between files, at once."""

from dataclasses import dataclass
from pathlib import Path

from course_checks.content.course import Course
from course_checks.content.entries import Known, Spot
from course_checks.content.errors import Faults
from course_checks.content.lookup import Person, Term, by_name, load_people, load_terms
from course_checks.content.talks import (
    Agreement,
    Matrix,
    Meeting,
    load_agreements,
    load_matrix,
    load_meetings,
)
from course_checks.core.dates import read_date
from course_checks.core.text import nearest, one_of

DATA = Path("docs", "data")
MEETINGS, AGREEMENTS, PARTIES, PEOPLE, GLOSSARY = FILES = (
    "meetings.toml",
    "agreements.toml",
    "parties.toml",
    "people.toml",
    "glossary.toml",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What the data files say; empty for a file that the course does not have."""

    meetings: tuple[Meeting, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    matrix: Matrix | None = None
    people: tuple[Person, ...] = ()
    terms: tuple[Term, ...] = ()

    def led_by(self, person: Person) -> tuple[Meeting, ...]:
        """The meetings at which a person led a delegation."""
        return tuple(one for one in self.meetings if person.name in one.heads.values())


def known_to(course: Course) -> Known:
    """What the data files of a course may name."""
    return Known(passages=tuple(course.library.passages), references=course.references)


def load_reference(course: Course) -> Reference:
    """The data files of a course.  Raises InvalidContentError with every mistake found."""
    faults = Faults(root=course.root)
    read = read_reference(course, faults)
    faults.raise_if_any()
    return read


def read_reference(course: Course, faults: Faults) -> Reference:
    """What can be read of the data files of a course, with every mistake in `faults`."""
    known, folder = known_to(course), course.root / DATA
    there = {name: folder / name for name in FILES if (folder / name).is_file()}
    read = Reference(
        meetings=load_meetings(there[MEETINGS], known, faults) if MEETINGS in there else (),
        agreements=load_agreements(there[AGREEMENTS], known, faults) if AGREEMENTS in there else (),
        matrix=load_matrix(there[PARTIES], known, faults) if PARTIES in there else None,
        people=load_people(there[PEOPLE], known, faults) if PEOPLE in there else (),
        terms=load_terms(there[GLOSSARY], known, faults) if GLOSSARY in there else (),
    )
    for meeting in read.meetings:
        where = f"meetings.{meeting.id}"
        _check_heads(Spot(file=folder / MEETINGS, where=where, known=known, faults=faults), meeting, read)
    meetings = {one.id: one for one in read.meetings}
    for paper in read.agreements:
        spot = Spot(file=folder / AGREEMENTS, where=f"agreements.{paper.id}", known=known, faults=faults)
        if meetings and spot.check_one_of("meeting", paper.meeting, meetings):
            _check_follows(spot, paper, meetings[paper.meeting])
    return read


def _check_heads(spot: Spot, meeting: Meeting, read: Reference) -> None:
    """Each head of delegation stands for a party and is in the who's who, spelled as there."""
    names = by_name(read.people)
    parties = [one.id for one in read.matrix.parties] if read.matrix is not None else []
    for party, head in meeting.heads.items():
        if parties:
            spot.check_one_of("heads", party, parties)
        if read.people and head not in names:
            near = nearest(head, names)
            remedy = f"did you mean {one_of(near)}?" if near else f"add them to {PEOPLE}"
            spot.add(f"heads.{party}", f"{head!r} is not in the who's who", remedy)


def _check_follows(spot: Spot, paper: Agreement, meeting: Meeting) -> None:
    """A paper is not older than the meeting that it came from."""
    sound = all(read_date(day) == day for day in (paper.date, meeting.start))
    if sound and paper.date < meeting.start:
        spot.add("date", f"it is older than {meeting.id!r}, from which it came", "mend the one or the other")
