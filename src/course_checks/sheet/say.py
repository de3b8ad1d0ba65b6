"""Everything the reader of answer sheets says, in one room.

A *repair* is told in a note, a *trouble* in a problem.  The words are for a tired beginner: what is
there and what to do; no word of a programmer's, no blame.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from course_checks.core.outcome import Note
from course_checks.core.text import SHOWN_LENGTH, shown

MOST_NOTES = 3
"""More repairs of one sort than this are told in one note."""
SHOWN_LINES = 4
MOST_ABSENT = 6
"""More blanks than this without a line are counted."""
LONGEST_LIST = 300

REPAIRS = {
    "bom": ("An invisible mark at the very start of the file was left out; it does no harm.", ""),
    "utf16": ("This file is saved as UTF-16. It was read; next time choose UTF-8 when you save.", ""),
    "mac": ("The line ends of an older system were read as ordinary ones.", ""),
    "exercise": (
        "The line that names the exercise is missing or cannot be read; this was read as the sheet of {read}.",
        "",
    ),
    "exercise-name": ("“{read}” was read as the name of this exercise.", ""),
    "missing": ("Not in the file, so read as empty: {read}.", ""),
    "no-quotes": (
        "The quotes were missing; this was read as “{read}”.",
        "the quotes were missing; the text was read as it stands.",
    ),
    "end-quote": (
        "The quote at the end was missing; this was read as “{read}”.",
        "the quote at the end was missing; the text was read to the end of the line.",
    ),
    "start-quote": (
        "The quote at the start was missing; this was read as “{read}”.",
        "the quote at the start was missing; the text was read from the equals sign on.",
    ),
    "curly": (
        "Curly quotes were read as straight ones: “{read}”.",
        "curly quotes were read as straight ones.",
    ),
    "doubled": (
        "There were more quotes than needed; this was read as “{read}”.",
        "there were more quotes than needed; what they enclose was read.",
    ),
    "beside": (
        "The text stood beside the quotes; it was read as if between them: “{read}”.",
        "the text stood beside the quotes; it was read as if between them.",
    ),
    "blank": (
        "No answer stands after the equals sign; it was read as empty.",
        "no answer stands after the equals sign; read as empty.",
    ),
    "tail": (
        "“{read}” after the closing quote was left out.",
        "what stood after the closing quote was left out.",
    ),
    "list": ("The list was read as “{read}”.", "lists were read as text, with commas."),
    "sign": ("“{read}” was read as an equals sign.", "another sign was read as an equals sign."),
    "no-equals": (
        "The equals sign after {read} was missing and was put in.",
        "the equals sign was missing and was put in.",
    ),
    "name": ("“{read}” was read as {field}.", "the name was read kindly: see what was read for each answer."),
    "bullet": (
        "“{read}” before the name was left out.",
        "what stood before the name was left out.",
    ),
    "space": (
        "A space of another kind (a no-break space) was read as an ordinary one.",
        "spaces of another kind (no-break spaces) were read as ordinary ones.",
    ),
    "hidden": (
        "Characters that cannot be seen were left out.",
        "characters that cannot be seen were left out.",
    ),
    "heading": (
        "The heading “{read}” was passed over: a sheet needs none.",
        "headings were passed over: a sheet needs none.",
    ),
    "dressing": (
        "“{read}” was passed over: it is no answer.",
        "lines that hold only signs were passed over.",
    ),
    "unclosed": (
        "The three quotes that end this text were missing; it was read up to line {read}.",
        "the three quotes that end a text were missing; each was read up to the next answer.",
    ),
    "two": (
        "Two answers stand on this line; both were read.",
        "two answers stand on one line; both were read.",
    ),
    "same": (
        "{field} stands here again (first on line {read}) and says the same; it was read once.",
        "answers that stand twice and say the same were read once.",
    ),
    "filled": (
        "{field} stands more than once; the line that is filled in was read, not the empty one.",
        "of answers that stand more than once, the line that is filled in was read.",
    ),
    "escape": (
        "“{read}” stands for another character here. If you meant the backslash itself, type / instead.",
        "a backslash made another character. If you meant the backslash itself, type / instead.",
    ),
    "note-letters": (
        "A note holds characters in an older encoding; no answer stands there.",
        "notes hold characters in an older encoding; no answer stands there.",
    ),
    "unknown-empty": (
        "There is no {read} in this exercise; its line is empty, so nothing is lost.",
        "these lines name nothing in this exercise; they are empty, so nothing is lost.",
    ),
}
"""What is said of one repair, and of many of a sort (after the numbers of their lines)."""

INNER_QUOTES = (
    "There are quotes inside the quotes. Put three quotes before the text and three after it "
    '("""like this"""), then you may quote freely.'
)
APOSTROPHE = (
    "An apostrophe ended the text early. Put \"double quotes\" around the text, in place of 'single' ones."
)
BACKSLASH = "A backslash (\\) does not stand for itself on a sheet. Type / instead."
RUNS_ON = (
    "The text runs on to line {line}. For text of more than one line, put three quotes before it and "
    "three after it."
)
BELOW_BLANK = "This line stands outside the quotes. Move it between the quotes of {field} on line {line}."
BELOW = (
    "This line stands outside the quotes of {field} on line {line}, which was read without it. Move it "
    "between them, or delete it; text of more than one line needs three quotes before it and three after it."
)
STRAY = (
    "This line belongs to no answer. Move it between the quotes of the answer it is meant for, "
    "or start it with # to keep it as a note."
)
NEXT_LINE = " The same goes for the next line."
NEXT_LINES = " The same goes for the next {count} lines."
MORE_STRAYS = "From this line on, {count} more places belong to no answer. Look at them in the same way."
AFTER = "Text stands after the three closing quotes. Move it above them."
NESTED = "There are brackets inside brackets. Type the answer between two quotes, without brackets."
BRACES = "The answer stands between { and }. Type it between two quotes instead."
TURNING = (
    "A character here changes the direction of the writing, so that what you see is not what is saved. "
    "Delete the text of this answer and type it again."
)
COPIED = "This is copied from the note above. Put your own answer in its place."
TWICE = "{field} has two answers: {answers}. Keep the one you mean and delete the other."
UNKNOWN = (
    "There is no {read} in this exercise.{guess} Move the text to the line that was made for it, "
    "or start this line with # to keep it as a note."
)

NEW_SHEET = "Make a new sheet with: course-checks start {exercise}"
ANEW = (
    "Rename it, or delete it if it is of no use, then make a new sheet with: course-checks start {exercise}"
)
"""Where a file stands in the place of the sheet: the command would keep it."""
EMPTY = "This file is empty. " + ANEW
ONLY_NOTES = "Only notes are left in this file, and no line for an answer. " + ANEW
NOT_A_SHEET = "No line of this file belongs to {exercise}. Is it another file? " + ANEW
WRONG_EXERCISE = (
    "This file is for {read}, you asked me to check {exercise}. Check {read} instead, or open the sheet "
    "of {exercise}."
)
TWO_EXERCISES = (
    "The name of the exercise stands on {lines}, and not the same. Keep the line that says {exercise}."
)
TOO_LARGE = (
    "This file has {size}; an answer sheet has at most 64 KB, so it was not read. It may be another file "
    "under this name. " + ANEW
)
TOO_MANY_LINES = (
    "This file has {count:,} lines; an answer sheet has at most {most}. Rename it, make a new sheet with "
    "`course-checks start {exercise}`, and copy your answers into that."
)
LONG_LINE = (
    "This line has {count:,} characters; the most is {most:,}. Press Enter to part it: between three quotes "
    "a text may have many lines."
)
_AS_TEXT = (
    "Rename it, make a new sheet with `course-checks start {exercise}`, and copy your answers into that in a "
    "plain text editor."
)
WEB_PAGE = (
    "This is a web page, not an answer sheet. Use “Download”, not “Save page as”. Or rename it, then make "
    "a new sheet with: course-checks start {exercise}"
)
WORD_FILE = "This is a Word file, not plain text. " + _AS_TEXT
PACKED_FILE = "This is a packed file (such as a ZIP or an office document), not plain text. " + _AS_TEXT
PDF_FILE = "This is a PDF file, not plain text. " + _AS_TEXT
RTF_FILE = "This is a file of formatted text (RTF), not plain text. " + _AS_TEXT
PICTURE = "This is a picture, not text. " + _AS_TEXT
HAND_IN = "This looks like a hand-in or other data, not an answer sheet. Choose your sheet. " + ANEW
BINARY = "This is not a text file. It may be another file under this name. " + ANEW
_SAVE_AS = (
    "Open the file in the program you wrote it with, choose “Save as”, set the encoding to UTF-8 "
    "(in Notepad: Encoding, beside Save), and check again."
)
UTF16 = (
    "This file is saved in an encoding that cannot be read for certain (it looks like UTF-16). " + _SAVE_AS
)
DAMAGED = "This file says that it is UTF-16, but breaks off or is damaged. " + _SAVE_AS
OLD_ENCODING = (
    "{place}a character is not saved as UTF-8, but in an older encoding (such as Windows-1252). " + _SAVE_AS
)

MISSING_FILE = "There is no file here. " + NEW_SHEET
FOLDER = "This is a folder, not an answer sheet. " + ANEW
DEVICE = "This is a device, a pipe or a socket, not an ordinary file, so it was not opened. " + ANEW
NOT_ALLOWED = (
    "This file could not be opened: it may be locked by another program, or you may have no permission to read it. "
    "Close the other program, or save a copy in a folder of your own."
)
NOT_OPENED = "This file could not be opened. Save a copy in a folder of your own and check that."


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """Something that was read kindly."""

    sort: str
    """A key of `REPAIRS`."""
    line: int = 0
    field: str = ""
    read: str = ""


def lines_in_words(numbers: Iterable[int]) -> str:
    """`lines 3, 5, 8, 9 and 4 more`."""
    listed = sorted(set(numbers))
    told, rest = listed[:SHOWN_LINES], len(listed) - SHOWN_LINES
    if rest > 0:
        return f"lines {', '.join(map(str, told))} and {rest} more"
    if len(told) == 1:
        return f"line {told[0]}"
    return f"lines {', '.join(map(str, told[:-1]))} and {told[-1]}"


def some_of(names: Sequence[str]) -> str:
    """`layers.SM1, layers.S8 and 3 more`."""
    rest = len(names) - MOST_ABSENT
    return ", ".join(names[:MOST_ABSENT]) + (f" and {rest} more" if rest > 0 else "")


def absent_of(names: Sequence[str]) -> Repair:
    """What is told of the blanks that have no line in the file."""
    return Repair(sort="missing", read=some_of(names))


def notes_of(repairs: Iterable[Repair]) -> tuple[Note, ...]:
    """The notes that tell `repairs`, in the order of their lines; many of one sort become one."""
    by_sort = sorted(dict.fromkeys(repairs), key=lambda repair: repair.sort)
    notes: list[Note] = []
    for sort, group in groupby(by_sort, key=lambda repair: repair.sort):
        notes += _told(sort, tuple(group))
    return tuple(sorted(notes, key=lambda note: note.line))


def _told(sort: str, repairs: tuple[Repair, ...]) -> Iterator[Note]:
    one, many = REPAIRS[sort]
    if many and len(repairs) > MOST_NOTES:
        where = lines_in_words(repair.line for repair in repairs)
        yield Note(say=f"{where[0].upper()}{where[1:]}: {many}", line=min(repair.line for repair in repairs))
        return
    for repair in repairs:
        length = LONGEST_LIST if sort == "missing" else SHOWN_LENGTH
        say = one.format(read=shown(repair.read, length), field=repair.field)
        yield Note(say=say, field=repair.field, line=repair.line)
