"""The page of `kefu reckon`: dates and sums in, deadlines, money and points out, in one file with the rules of a day inside it.

No Python stands behind the page. What the judges read from the rules of the day is written into it as JSON, and a script that
follows the judges step by step answers; a test holds both to the same answers.
"""

from __future__ import annotations

from datetime import date

from kefu.rulebook.book import Book
from kefu.web.markup import filled, policy, script_json, shipped

SCRIPTS = ("reckon.js",)
"""What the page runs, in order."""


def page(book: Book, at: date) -> str:
    """The page, with the rules of a day. It loads nothing and sends nothing."""
    scripts = [shipped(name) for name in SCRIPTS]
    parts = {"policy": policy(scripts), "style": shipped("reckon.css"), "data": script_json({"day": str(at)})}
    return filled("reckon.html", parts)
