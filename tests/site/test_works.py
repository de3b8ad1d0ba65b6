"""How works are named in the text and in the list of works."""

from pybtex.database import BibliographyData, parse_file, parse_string  # type: ignore[import-untyped]

import make
from course_checks.site.works import AuthorYearStyle, labels_of

WORKS = """
@misc{bbcb, author = {{BBC}}, howpublished = {News}, year = {2006}}
@misc{bbca, author = {{BBC}}, howpublished = {News}, year = {2006}}
@misc{two, author = {Ha, Ann and van der Shin, Bob}, howpublished = {Letter}, year = {2004}}
@misc{three, author = {Bell, C. and Dunn, D. and Eve, E.}, howpublished = {Report}, year = {1999}}
@misc{state, author = {{The Union}}, howpublished = {Note}, year = {1999}}
@misc{nda, author = {{Radio}}, howpublished = {Page}, year = {n.d.}}
@misc{ndb, author = {{Radio}}, howpublished = {Page}, year = {n.d.}}
@misc{nobody, title = {{A Book}}, year = {1901}}
"""


def read(text: str) -> BibliographyData:
    return parse_string(text, "bibtex")


def test_labels_have_author_and_year_and_a_letter_where_two_are_alike() -> None:
    assert labels_of(read(WORKS).entries.values()) == {
        "bbca": "BBC 2006a",
        "bbcb": "BBC 2006b",
        "two": "Ha and van der Shin 2004",
        "three": "Bell et al. 1999",
        "state": "The Union 1999",
        "nda": "Radio n.d.-a",
        "ndb": "Radio n.d.-b",
        "nobody": "A Book 1901",
    }


def test_persons_and_bodies_stand_in_one_alphabet() -> None:
    data = read(WORKS)
    listed = [entry.label for entry in AuthorYearStyle().format_bibliography(data)]

    assert listed == [
        "A Book 1901",
        "BBC 2006a",
        "BBC 2006b",
        "Bell et al. 1999",
        "Ha and van der Shin 2004",
        "Radio n.d.-a",
        "Radio n.d.-b",
        "The Union 1999",
    ]


def test_every_work_of_this_course_has_a_label_of_its_own() -> None:
    works = parse_file(str(make.ROOT / "docs" / "references.bib"), "bibtex").entries
    labels = labels_of(works.values())

    assert set(labels) == set(works)
    assert len(set(labels.values())) == len(works)


def test_every_note_of_this_course_is_explained() -> None:
    works = parse_file(str(make.ROOT / "docs" / "references.bib"), "bibtex").entries.values()
    page = (make.ROOT / "docs" / "reference" / "bibliography.md").read_text(encoding="utf-8")

    for note in {work.fields["note"].rpartition(". ")[2] for work in works}:
        assert f"**{note}**" in page
