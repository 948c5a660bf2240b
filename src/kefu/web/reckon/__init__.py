"""The page of `kefu reckon`: dates and sums in, deadlines, money and points out, in one file with the rules of a day inside it.

No Python stands behind the page. What the judges read from the rules of the day is written into it as JSON, and scripts that
follow the judges step by step answer; a test holds both to the same answers.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from kefu.clocks.names import CLOCK_NAMES, LAPSED, MISS_NAMES, PARTY_NAMES, STATE_NAMES
from kefu.dues.matters import MATTER_NAMES, PAID_AS_NAMES
from kefu.dues.outcomes import OUTCOMES
from kefu.rulebook.book import Book
from kefu.vocabulary.asking import Asked
from kefu.vocabulary.days import CHINA
from kefu.vocabulary.events import EVENT_NAMES
from kefu.vocabulary.ids import PLATFORM_NAMES, PROMISE_NAMES, STATUS_NAMES
from kefu.web.markup import Html, filled, join, policy, script_json, shipped
from kefu.web.reckon.extract import extract
from kefu.web.sheet import shipped_charts

JUDGES: Final = ("clocks.js", "money.js", "points.js")
"""The scripts that follow the judges, in the order in which they build on each other."""
SCRIPTS: Final = (
    *JUDGES, "fields.js", "charts.js", "words.js", "desk.js", "results.js", "panels.js", "clocks-panel.js",
    "money-panel.js", "points-panel.js", "page.js",
)  # fmt: skip
"""What the page runs."""


def page(book: Book, asked: Asked, halted: bool = False, charts: str | None = None) -> str:
    """The page, with the rules of a day on both bases. It loads nothing and sends nothing.

    Args:
        asked: the platform and the basis that it opens with; the day whose rules it holds.
        halted: its now is the one of `asked`; else it is that of whoever opens it.
        charts: the source of Apache ECharts; None takes the one that ships with Kefu. Where there is none ('' or not
            shipped), lists stand in place of the charts and the page says so.
    """
    source = shipped_charts() if charts is None else charts
    scripts = [*([source] if source else []), *map(own, SCRIPTS)]
    parts = {
        "policy": policy(scripts),
        "style": Html(own("page.css")),
        "data": script_json({**data(book, asked.day), "start": start(asked, halted)}),
        "scripts": join(Html(f"<script>{each}</script>") for each in scripts),
    }
    return filled("reckon/page.html", parts)


def own(name: str) -> str:
    """A file of this page as text."""
    return shipped(f"reckon/{name}")


def start(asked: Asked, halted: bool) -> dict[str, str | None]:
    """What the page opens with; its now is a clock on a wall in Shanghai, null where time goes on."""
    now = f"{asked.now.astimezone(CHINA):%Y-%m-%dT%H:%M:%S}" if halted else None
    return {"platform": asked.platform, "basis": asked.basis, "now": now}


def data(book: Book, at: date) -> dict[str, Any]:
    """What the scripts reckon with: the rules of the day, and what things are called in Chinese and English."""
    return {**extract(book, at), "names": NAMES, "eventTypes": list(EVENT_NAMES)}


NAMES: Final[dict[str, Any]] = {
    "platforms": PLATFORM_NAMES,
    "statuses": STATUS_NAMES,
    "clocks": CLOCK_NAMES,
    "states": {**STATE_NAMES, "lapsed": LAPSED},
    "parties": PARTY_NAMES,
    "misses": MISS_NAMES,
    "events": EVENT_NAMES,
    "promises": PROMISE_NAMES,
    "matters": MATTER_NAMES,
    "paid_as": PAID_AS_NAMES,
    "outcomes": OUTCOMES,
}
"""What things are called, Chinese and English, by what they are."""
