"""One picture, one file: data in, SVG and a text twin out.

Nothing here reads the course's content or knows Sphinx: a figure takes plain frozen values and gives a
:class:`~course_checks.figures.drawing.Drawing`. Colours, type and themes are the style sheet's business;
the SVG carries class names and ``currentColor`` only.
"""
