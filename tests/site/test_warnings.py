"""The names of warnings."""

from course_checks.site.warnings import Subtype


def test_every_warning_has_a_name_and_a_meaning_of_its_own() -> None:
    meanings = [subtype.__doc__ or "" for subtype in Subtype]

    assert len({subtype.value for subtype in Subtype}) == len(Subtype)
    assert all(meaning.endswith(".") for meaning in meanings)
    assert len(set(meanings)) == len(meanings)
