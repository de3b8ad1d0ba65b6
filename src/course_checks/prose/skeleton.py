"""The skeleton of a unit: its parts, each in its place.

Question and abstract · from unit 2 on a look back at three items of earlier units · the picture before the text ·
four to six sections, each ending in one check · exercises · where readers differ · discuss · the end · the notes.
"""

from collections.abc import Iterator

from course_checks.prose.blocks import Block, Directive, Heading, Label, Listing, Paragraph
from course_checks.prose.finding import Remark, Remarks
from course_checks.prose.page import NOTES, Page, Section
from course_checks.prose.room import Room

LOOK_BACK, EXERCISE, DIFFER, DISCUSS = "look back", "exercise", "where readers differ", "discuss"
LOOKS_BACK = 3
SECTIONS = range(4, 7)
OBJECTIVES = range(2, 4)
KEYPOINTS = range(3, 5)
PROMPTS = range(2, 4)
_OFFERS = "exercise"


def narrative(page: Page) -> tuple[Section, ...]:
    """The sections that tell: those before the first exercise, without the look back."""
    found = []
    for section in page.sections:
        if section.title.startswith((EXERCISE, DIFFER, DISCUSS)):
            break
        if section.title != LOOK_BACK:
            found.append(section)
    return tuple(found)


def look(page: Page, room: Room) -> Remarks:
    """What a unit lacks, and what stands elsewhere than it should."""
    sections, told = page.sections, narrative(page)
    yield from _opening(page)
    yield from _look_back(page, room)
    yield from _picture(page, told)
    if len(told) not in SECTIONS:
        yield 1, f"the narrative has {_counted(len(told), 'section')}", f"write {_range(SECTIONS)}"
    for section in told:
        yield from _check_of(section)
    exercises = tuple(section for section in sections if section.title.startswith(EXERCISE))
    yield from _exercises(page, exercises)
    yield from _closing(page, sections)
    strays = sections[len(told) :] if told else ()
    known = (LOOK_BACK, EXERCISE, DIFFER, DISCUSS)
    for section in strays:
        if section not in told and not section.title.startswith(known):
            yield section.heading.line, "a section of the narrative stands after the exercises", "move it up"


def _opening(page: Page) -> Remarks:
    title = next((one for one in page.blocks if isinstance(one, Heading) and one.level == 1), None)
    if title is not None and not title.said.plain.endswith("?"):
        yield title.line, "the title asks nothing", "make it the driving question"
    if not any(isinstance(one, Paragraph) for one in page.opening):
        yield title.line if title else 1, "there is no abstract", "write a line or two below the title"
    if page.unit is not None:
        for name, held, wanted in (
            ("objectives", page.unit.objectives, OBJECTIVES),
            ("keypoints", page.unit.keypoints, KEYPOINTS),
        ):
            if len(held) not in wanted:
                yield page.line_of(f"{name}:"), f"there are {len(held)} {name}", f"write {_range(wanted)}"


def _look_back(page: Page, room: Room) -> Remarks:
    if page.unit is None or page.unit.number < 2:
        return
    section = next((one for one in page.sections if one.title == LOOK_BACK), None)
    if section is None or section != page.sections[0]:
        yield (
            1,
            "there is no look back above the narrative",
            f"begin with ## Look back and {LOOKS_BACK} items",
        )
        return
    shown = section.directives(_OFFERS)
    if len(shown) != LOOKS_BACK:
        problem = f"the look back shows {_counted(len(shown), 'exercise')}"
        yield section.heading.line, problem, f"show {LOOKS_BACK} items of earlier units"
    for one in shown:
        if "item" not in one.options:
            yield one.line, f"the look back shows all of {one.argument}", "choose one with :item:"
        exercise = room.course.exercises.get(one.argument)
        if exercise is not None and exercise.public.unit >= page.unit.id:
            yield one.line, f"{one.argument} is not of an earlier unit", "take an item of one"


def _picture(page: Page, told: tuple[Section, ...]) -> Remarks:
    shown = {one.argument for one in page.blocks if isinstance(one, Directive) and one.name == "drawing"}
    if page.unit is not None and page.unit.figure and page.unit.figure not in shown:
        line = page.line_of("figure:")
        yield line, f"the figure {page.unit.figure!r} is nowhere on the page", "show it with {drawing}"
    before: list[Block] = [*page.opening]
    before += [block for one in page.sections if one.title == LOOK_BACK for block in one.blocks]
    before += _until_text(told[0].blocks) if told else []
    if not any(isinstance(one, Directive) and one.name == "drawing" for one in before):
        line = told[0].heading.line if told else 1
        yield line, "no picture stands before the text", "show the unit's {drawing} first"


def _until_text(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Paragraph):
            return
        yield block


def _check_of(section: Section) -> Remarks:
    """Each section of the narrative ends in one item of an exercise, and has no other."""
    shown = section.directives(_OFFERS)
    rest = [one for one in section.blocks if not isinstance(one, Label)]
    if not shown or rest[-1] != shown[-1]:
        yield section.heading.line, "the section does not end in a check", "end it with {exercise} and :item:"
    elif "item" not in shown[-1].options:
        yield shown[-1].line, "the check at the end is a whole exercise", "choose one item with :item:"
    for further in shown[:-1]:
        yield further.line, "the section has more than one check", "keep the one at its end"


def _exercises(page: Page, sections: tuple[Section, ...]) -> Remarks:
    if not sections:
        yield 1, "there is no section with an exercise", "write ## Exercise: and show one with {exercise}"
    for section in sections:
        whole = [one for one in section.directives(_OFFERS) if "item" not in one.options]
        if not whole:
            yield section.heading.line, "the section shows no exercise", "show one with {exercise}"
        elif not any(one.line < whole[0].line for one in section.paragraphs):
            yield section.heading.line, "nothing says what the exercise is for", "write a line above it"
    if page.unit is not None:
        ours = [
            one
            for section in page.sections
            if section.title != LOOK_BACK
            for one in section.directives(_OFFERS)
        ]
        shown = {one.argument for one in ours}
        for name in (name for name in page.unit.exercises if name not in shown):
            yield (
                page.line_of(name),
                f"the exercise {name} is nowhere on the page",
                "show it, or take it out here",
            )
        for one in {one.argument: one for one in reversed(ours)}.values():
            if one.argument not in page.unit.exercises:
                yield one.line, f"{one.argument} is not in the front matter", "add it to exercises"


def _closing(page: Page, sections: tuple[Section, ...]) -> Remarks:
    """Where readers differ, discuss, the end and the notes, in this order."""
    ends = [one for one in page.blocks if isinstance(one, Directive)]
    end = next((one for one in ends if one.name == "unit-end"), None)
    notes = next((one for one in ends if one.name == "dropdown" and NOTES in one.argument.casefold()), None)
    differ = next((one for one in sections if one.title == DIFFER), None)
    discuss = next((one for one in sections if one.title == DISCUSS), None)
    exercises = [one.heading.line for one in sections if one.title.startswith(EXERCISE)]
    if differ is None:
        yield (
            1,
            "there is no section on where readers differ",
            "write ## Where readers differ, with two readings",
        )
    elif len(differ.paragraphs) < 2:
        yield (
            differ.heading.line,
            "it has fewer than two readings",
            "give two, a paragraph each, and no verdict",
        )
    yield from _prompts(discuss)
    if end is None:
        yield 1, "the unit has no end", "write {unit-end} after ## Discuss"
    if notes is None:
        yield 1, "there are no instructor notes", "end with :::{dropdown} Instructor notes"
    lines = [
        max(exercises, default=0),
        *(one.heading.line for one in (differ, discuss) if one is not None),
        *(one.line for one in (end, notes) if one is not None),
    ]
    for line, after in zip(lines[1:], lines, strict=False):
        if line < after:
            order = "exercises, where readers differ, discuss, {unit-end}, instructor notes"
            yield line, "it stands too far up", f"keep the order: {order}"


def _prompts(discuss: Section | None) -> Iterator[Remark]:
    if discuss is None:
        yield 1, "there is nothing to discuss", f"write ## Discuss with {_range(PROMPTS)} numbered prompts"
        return
    listed = next((one for one in discuss.blocks if isinstance(one, Listing) and one.ordered), None)
    count = listed.count if listed else 0
    if count not in PROMPTS:
        yield discuss.heading.line, f"there are {count} numbered prompts", f"write {_range(PROMPTS)}"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _range(numbers: range) -> str:
    return f"{numbers[0]} to {numbers[-1]}"
