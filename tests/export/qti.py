"""A reader of QTI 1.2 packages that is not our writer: valid by the specification, and processed as it says.

Read with libxml2.  `score` runs the response processing of an item on a response.
"""

import html
import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

SPACE = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
PACKAGE = "{http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1}"
_GRAMMAR = Path(__file__).with_name("qti12.dtd")
Given = Mapping[str, str | set[str]]
"""From a response's ident to what is given: a label's ident, several of them, or a text."""


def opened(data: bytes) -> dict[str, Any]:
    """From the ident of each item to the item, in a package that is whole and valid."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.testzip() is None
    manifest = _parsed(archive.read("imsmanifest.xml"))
    assert manifest.tag == f"{PACKAGE}manifest"
    hrefs = [str(one.get("href")) for one in manifest.iter(f"{PACKAGE}file")]
    assert sorted(hrefs) == sorted(set(archive.namelist()) - {"imsmanifest.xml"})
    assert {one.get("type") for one in manifest.iter(f"{PACKAGE}resource")} <= {"imsqti_xmlv1p2"}
    grammar = etree.DTD(str(_GRAMMAR))
    found: dict[str, Any] = {}
    for href in hrefs:
        assert valid(archive.read(href), grammar) == []
        for item in _parsed(archive.read(href)).iter(f"{SPACE}item"):
            assert item.get("ident") not in found, "an identifier stands twice"
            found[str(item.get("ident"))] = item
    return found


def valid(data: bytes, grammar: Any = None) -> list[str]:
    """What in a file is not as the specification has it."""
    # A DTD knows no namespaces: the prefix goes, the names stay.
    bare = _parsed(data.replace(b' xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"', b""))
    held = grammar or etree.DTD(str(_GRAMMAR))
    held.validate(bare)
    return [str(error) for error in held.error_log]


def _parsed(data: bytes) -> Any:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def kind(item: Any) -> str:
    fields = {
        field.findtext(f"{SPACE}fieldlabel"): field.findtext(f"{SPACE}fieldentry")
        for field in item.iter(f"{SPACE}qtimetadatafield")
    }
    return str(fields["question_type"])


def words(made: str | None) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", made or "")).split())


def prompt(item: Any) -> str:
    return str(item.findtext(f"{SPACE}presentation/{SPACE}material/{SPACE}mattext"))


def lists(item: Any) -> dict[str, dict[str, str]]:
    """For each list to choose from, its labels: ident to words."""
    return {
        str(lid.get("ident")): {
            str(label.get("ident")): words(label.findtext(f".//{SPACE}mattext"))
            for label in lid.iter(f"{SPACE}response_label")
        }
        for lid in item.iter(f"{SPACE}response_lid")
    }


def rows(item: Any) -> dict[str, str]:
    """For each list of a matching question the words beside it."""
    return {
        str(lid.get("ident")): words(lid.findtext(f"{SPACE}material/{SPACE}mattext"))
        for lid in item.iter(f"{SPACE}response_lid")
    }


def references(item: Any) -> list[str]:
    """What an item refers to and does not have."""
    declared = {one.get("ident") for tag in ("lid", "str") for one in item.iter(f"{SPACE}response_{tag}")}
    labels = {one.get("ident") for one in item.iter(f"{SPACE}response_label")}
    feedback = {one.get("ident") for one in item.iter(f"{SPACE}itemfeedback")}
    missing = [
        f"response {one.get('respident')}"
        for tag in ("varequal", "vargte", "varlte")
        for one in item.iter(f"{SPACE}{tag}")
        if one.get("respident") not in declared
    ]
    typed = {one.get("ident") for one in item.iter(f"{SPACE}response_str")}
    missing += [
        f"label {one.text}"
        for one in item.iter(f"{SPACE}varequal")
        if one.get("respident") not in typed and one.text not in labels
    ]
    return missing + [
        f"feedback {one.get('linkrefid')}"
        for one in item.iter(f"{SPACE}displayfeedback")
        if one.get("linkrefid") not in feedback
    ]


def score(item: Any, given: Given) -> float:
    """What the response processing gives, 0 to 1."""
    total = 0.0
    for condition in item.iter(f"{SPACE}respcondition"):
        if not all(_holds(one, given) for one in condition.find(f"{SPACE}conditionvar")):
            if _listed(condition) and any(
                _holds(one, given) for one in condition.find(f"{SPACE}conditionvar")
            ):
                pass
            else:
                continue
        for setting in condition.iter(f"{SPACE}setvar"):
            points = float(setting.text)
            total = total + points if setting.get("action") == "Add" else points
        if condition.get("continue") != "Yes":
            break
    return total / 100


def _listed(condition: Any) -> bool:
    """Whether a condition lists alternatives, as short answers do: several equalities of one response."""
    variables = condition.find(f"{SPACE}conditionvar")
    return (
        len(variables) > 1
        and len({one.get("respident") for one in variables}) == 1
        and all(one.tag == f"{SPACE}varequal" for one in variables)
    )


def _holds(variable: Any, given: Given) -> bool:
    tag = variable.tag.removeprefix(SPACE)
    match tag:
        case "other":
            return True
        case "not":
            return not _holds(variable[0], given)
        case "and":
            return all(_holds(one, given) for one in variable)
        case "or":
            return any(_holds(one, given) for one in variable)
    held = given.get(variable.get("respident"), "")
    if tag == "varequal":
        if isinstance(held, set):
            return str(variable.text) in held
        return held.casefold() == str(variable.text).casefold()
    if not isinstance(held, str) or not held.strip("-").isdigit():
        return False
    return int(held) >= int(variable.text) if tag == "vargte" else int(held) <= int(variable.text)
