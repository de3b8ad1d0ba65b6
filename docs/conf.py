"""How Sphinx builds the course."""

from pathlib import Path

from course_checks import __version__

project = "China and North Korea: allies at arm’s length"
author = "The course team"
copyright = f"2026, {author}"
version = release = __version__
language = "en"

extensions = ["myst_parser", "sphinx_design", "sphinxcontrib.bibtex", "course_checks.site"]
exclude_patterns = ["_build"]
nitpicky = True
smartquotes_action = "q"  # quotation marks only: dashes and dots are as the authors wrote them

# --- MyST
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3

# --- References
bibtex_bibfiles = ["references.bib"]
bibtex_default_style = "author-year"
bibtex_reference_style = "label"

# --- The course
course_home = ""  # its public address, once it has one: links to edit, report and argue then appear
course_year = "2026"
course_licence = "CC BY 4.0"
course_date = "2026-11-21"  # of this version: it stands in the editions to take away
course_promise = (  # under the title of the editions
    "Two short pages, one difficult friendship. "
    "Learn to read what they say, who says it, and what they could not know."
)
course_book_without = ["authors/**", "decisions/**"]  # for those who have the project before them
course_check_page = "students/check-on-your-computer"
course_progress_page = "students/my-course"
course_runtime = "../build/runtime"  # brought by `make site`; without it, checking on the page is off
concordance_complete = True  # a passage that is not taught, asked for or used in a key is a warning

# --- HTML
html_theme = "furo"
html_title = project
html_permalinks_icon = "#"
html_copy_source = False
html_show_sourcelink = False
html_show_search_summary = False  # Sphinx would fetch every page that a search finds
html_search_scorer = str(Path(__file__).parent / "_static" / "scorer.js")  # pages for readers come first
html_show_sphinx = False
html_domain_indices = False
html_use_index = False
html_theme_options = {
    "top_of_page_buttons": [],
    "enable_search_shortcuts": False,  # our own key can be switched off
}
pygments_style = "a11y-light"
pygments_dark_style = "a11y-dark"

# --- EPUB
epub_identifier = "urn:uuid:9f0c7c58-6f3d-5c1b-9a53-0f6e7f6f2d11"
epub_uid = "course"
epub_description = course_promise
epub_contributor = author
epub_cover = ("_static/cover.png", "cover.html")
epub_tocscope = "includehidden"
epub_tocdepth = 2
epub_tocdup = False
epub_show_urls = "no"
