"""A sheet of figures: one page that stands alone, opens offline, prints, and turns between two languages, light and dark."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from kefu.web.markup import Child, Html, filled, join, policy, script_json, shipped

CHARTS: Final = "assets/echarts.min.js"


def sheet(title: str, chapters: Iterable[Child], figures: Any, script: str, charts: str, style: str = "") -> str:
    """The page.

    Args:
        title: in Chinese; the script says the English one.
        figures: what its charts draw, as JSON.
        script, style: its own, beside those of every sheet.
        charts: the source of Apache ECharts, '' where there is none.
    """
    scripts = [*([charts] if charts else []), shipped("sheet.js"), script]
    parts = {
        "policy": policy(scripts),
        "title": Html(title),
        "style": Html(shipped("sheet.css") + style),
        "body": join(chapters),
        "figures": script_json(figures),
        "scripts": join(Html(f"<script>{each}</script>") for each in scripts),
    }
    return filled("sheet.html", parts)


def shipped_charts() -> str:
    """The source of ECharts as it was put into the package, '' where it was not."""
    try:
        source = shipped(CHARTS)
    except OSError:
        return ""
    return source.replace("</script", "<\\/script").replace("<!--", "<\\!--")
