"""Argument maps made at random: a key whose own structure holds, and what a better map is."""

from collections.abc import Iterator

from hypothesis import strategies as st

from course_checks.core.links import ATTACKS, RELATIONS, SUPPORTS, Link, parse
from course_checks.core.mapkey import OR
from course_checks.core.maps import shape_of
from course_checks.validators import argument_map
from tests.properties.cases import Case, Raw, case_of, options_of


@st.composite
def argument_maps(draw: st.DrawFn) -> Case:
    """A tree of links into one conclusion; one may have a second form, and some links are free."""
    nodes = draw(st.integers(3, 7).flatmap(options_of))
    ids = tuple(draw(st.permutations([node.id for node in nodes])))
    attacks = draw(st.booleans())
    later = {name: ids[: i + 1] for i, name in enumerate(ids[1:])}
    keyed = [
        Link(
            source=name, relation=draw(st.sampled_from(RELATIONS if attacks else (SUPPORTS,))), target=target
        )
        for name, ends in later.items()
        for target in (draw(st.sampled_from(ends)),)
    ]
    if attacks:
        keyed[0] = Link(source=keyed[0].source, relation=ATTACKS, target=keyed[0].target)
    entries = [str(link) for link in keyed]
    spare = [
        str(Link(source=name, relation=keyed[i].relation, target=target))
        for i, (name, ends) in enumerate(later.items())
        for target in ends
        if target != keyed[i].target
    ]
    room = len(ids) * (len(ids) - 1) // 2 - len(entries) - 1
    free = draw(st.lists(st.sampled_from(spare), max_size=max(0, min(room, 3)), unique=True)) if spare else []
    if len(ids) > 3 and free and draw(st.booleans()):
        other = free.pop()
        place = next(i for i, link in enumerate(keyed) if link.source == other.split()[0])
        entries[place] += f" or {other}"
    accept = argument_map.Accept(accepted=tuple(entries), also_ok=tuple(free), conclusion=ids[0])
    return draw(case_of("argument-map", argument_map.Ask(nodes=nodes, attacks=attacks), accept))


def with_a_better_map(case: Case) -> Iterator[Raw]:
    """A link of the key more, one turned the right way, a strange one less, or the right conclusion.

    Passed over where the step breaks the structure: that is not better.
    """
    ask, accept, raw = case.item.ask, case.key.accept, case.raw
    here = [parse(line) for line in raw.get("links", "").splitlines()]
    keyed = [parse(entry.split(OR)[0]) for entry in accept.accepted]
    known = {parse(form) for entry in accept.accepted for form in entry.split(OR)}
    free = set(map(parse, accept.also_ok))
    steps = [[*here, link] for link in keyed if link not in here]
    steps += [
        [link.turned if link == one else link for link in here]
        for one in here
        if one.turned in known and one.turned not in here and one not in known | free
    ]
    steps += [
        [link for link in here if link != one]
        for one in here
        if one not in known | free and one.turned not in known and len(here) > 1
    ]
    for better in steps:
        lines = {**raw, "links": "\n".join(map(str, better))}
        if not _broken(ask, lines) - _broken(ask, raw):
            yield lines
    if raw.get("conclusion") != accept.conclusion:
        yield {**raw, "conclusion": accept.conclusion}


def _broken(ask: argument_map.Ask, raw: Raw) -> set[str]:
    links = tuple(parse(line) for line in raw.get("links", "").splitlines())
    return set(argument_map._broken(ask, shape_of(links, raw.get("conclusion", ""))))
