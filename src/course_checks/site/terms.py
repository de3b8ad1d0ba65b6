"""The glossary, and the note with a term's meaning that opens where a page uses it, as the notes on passages do.

What a term means is remembered when the page of the glossary is read, and rendered into every page that uses it;
without JavaScript a term is a plain link to the glossary.
"""

from collections.abc import Iterator
from hashlib import sha256

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.writers.html5 import HTML5Translator

from course_checks.content.lookup import Term
from course_checks.content.reference import GLOSSARY, Reference
from course_checks.site.reference_data import DataDirective, domain_of

CONTESTED = "Contested."
"""With what the paragraph begins that says who means something else."""


class GlossaryTermsDirective(DataDirective):
    """Every term of the glossary with its meaning: ``{glossary-terms}``."""

    files = (GLOSSARY,)

    def draw(self, data: Reference) -> list[nodes.Node]:
        """Sphinx's own glossary, so that {term} finds the terms."""
        blocks = ("\n\n".join(self._block(one)) for one in data.terms)
        drawn = self.parse_text_to_nodes("\n\n".join(["```{glossary}", *blocks]) + "\n```")
        for entry in [one for node in drawn for one in node.findall(addnodes.index)]:
            entry.parent.remove(entry)  # the search has every term from us, and would find it twice
        return drawn

    def _block(self, term: Term) -> Iterator[str]:
        yield f"{term.term}\n  {term.says}"
        if term.contested:
            yield f"  *{CONTESTED}* {term.contested}"
        if cited := self.known_works(term.cite):
            bare = "cite" not in self.env.domains  # no bibliography is made
            listed = ", ".join(cited)
            yield f"  [{listed}]" if bare else f"  {{cite:p}}`{listed.replace(' ', '')}`"


class TermLink(nodes.inline):
    """A term on the way to HTML: a link, whose text is the node's, and beside it the note that opens.

    `address`, `note` (its id), `term`, `says` and `contested` are attributes and no text nodes: the search index
    must not take a note for the page's own text.
    """


def _remember(app: Sphinx, doctree: nodes.document) -> None:
    """Remember the terms that a page defines, and those that it uses."""
    domain, page = domain_of(app.env), app.env.docname
    defined = {
        anchor: (one.astext(), *_meaning(item))
        for glossary in doctree.findall(addnodes.glossary)
        for item in glossary.findall(nodes.definition_list_item)
        for one in item.findall(nodes.term)
        for anchor in one["ids"]
    }
    used = any(node.get("reftype") == "term" for node in doctree.findall(addnodes.pending_xref))
    for filed, held in (("defined", defined), ("used", used)):
        if held:
            domain.data[filed][page] = held
        else:
            domain.data[filed].pop(page, None)


def _meaning(item: nodes.definition_list_item) -> tuple[str, str]:
    """What a term means, and who means something else by it; without the works, which are links."""
    paragraphs = [
        one.astext()
        for one in item.findall(nodes.paragraph)
        if not any(True for _ in one.findall(addnodes.pending_xref)) and not one.astext().startswith("[")
    ]
    contested = " ".join(one for one in paragraphs if one.startswith(CONTESTED))
    return " ".join(one for one in paragraphs if not one.startswith(CONTESTED)), contested


def _meanings(env: BuildEnvironment) -> dict[str, tuple[str, str, str]]:
    """From the anchor of a term to the term, what it means, and who means something else."""
    pages = domain_of(env).data["defined"]
    return {anchor: held for page in sorted(pages) for anchor, held in pages[page].items()}


def _outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The pages that use terms, where what terms mean has changed since they were written."""
    data = domain_of(env).data
    digest = sha256(repr(sorted(_meanings(env).items())).encode()).hexdigest()
    changed = sorted(page for page in data["used"] if data["printed"].get(page) != digest)
    data["printed"].update(dict.fromkeys(changed, digest))
    return changed


def _link_terms(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give each link to a term its note."""
    if app.builder.format != "html" or docname not in domain_of(app.env).data["used"]:
        return
    meanings = _meanings(app.env)
    links = [one for one in doctree.findall(nodes.reference) if _is_term(one)]
    for number, link in enumerate(links):
        address = str(link.get("refuri") or "#" + link["refid"])
        meaning = meanings.get(address.rpartition("#")[2])
        if meaning is None or isinstance(link.parent, nodes.title):
            continue  # titles are copied into lists of contents
        link.replace_self(_noted(link.astext(), address, f"note-t{number}", *meaning))


def _is_term(link: nodes.reference) -> bool:
    """Whether a link was written as {term}."""
    return any("std-term" in one.get("classes", ()) for one in link.findall(nodes.inline))


def _noted(called: str, address: str, note: str, term: str, says: str, contested: str) -> TermLink:
    return TermLink(
        "",
        "",
        nodes.Text(called),
        address=address,
        note=note,
        term=term,
        says=says,
        contested=contested,
        classes=["passage-ref", "term-ref"],
    )


def _visit_link(self: HTML5Translator, node: TermLink) -> None:
    said = {name: self.encode(node[name]) for name in ("term", "says", "contested")}
    contested = f' <span class="passage-tip-voice">{said["contested"]}</span>' if said["contested"] else ""
    self.body.append(self.starttag(node, "span", ""))
    self.body.append(
        f'<a href="{self.attval(node["address"])}" aria-describedby="{node["note"]}">{self.encode(node.astext())}</a>'
        f'<span class="passage-tip" id="{node["note"]}" role="tooltip" hidden>'
        f'<span class="passage-tip-head"><b>{said["term"]}</b> Glossary</span> '
        f'<span class="passage-tip-says">{said["says"]}</span>{contested}</span></span>'
    )
    raise nodes.SkipNode


def setup_terms(app: Sphinx) -> None:
    """Add the directive, and the notes on terms."""
    app.add_directive("glossary-terms", GlossaryTermsDirective)
    app.add_node(TermLink, html=(_visit_link, None))
    app.connect("doctree-read", _remember)
    app.connect("env-updated", _outdated)
    app.connect("doctree-resolved", _link_terms)
