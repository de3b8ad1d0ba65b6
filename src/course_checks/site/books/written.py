"""XML as text."""

import xml.etree.ElementTree as ET


def written(tree: ET.Element, space: str) -> str:
    """`tree` as text, the names of `space` without a prefix."""
    for one in tree.iter():
        one.tag = str(one.tag).removeprefix(f"{{{space}}}")
    tree.set("xmlns", space)
    return ET.tostring(tree, encoding="unicode")
