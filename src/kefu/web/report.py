"""The report of an inspection: one page that stands alone, opens offline, prints, and cannot be broken by what it quotes."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib import resources
from typing import Any

from kefu.actions.digest import Digest
from kefu.web.chapters import counts, footing, opening
from kefu.web.exhibits import buyers, comparison, worst
from kefu.web.markup import Html, join, script_json
from kefu.web.prices import prices
from kefu.web.registers import agents, files
from kefu.web.words import SEVERITY, platform_name, rule_name

AGENTS_DRAWN = 15
CHARTS = "assets/echarts.min.js"


def report(digest: Digest, charts: str | None = None) -> str:
    """The page.

    Args:
        charts: the source of Apache ECharts; None takes the one that ships with Kefu. Where there is none ('' or not
            shipped), tables stand in place of the charts and the page says so.
    """
    source = shipped_charts() if charts is None else charts
    drawn = bool(source)
    scripts = [source, _shipped("report.js")] if drawn else [_shipped("report.js")]
    chapters = [
        opening(digest), counts(digest, drawn), prices(digest), worst(digest), agents(digest), buyers(digest),
        comparison(digest), files(digest), footing(digest),
    ]  # fmt: skip
    parts = {
        "policy": _policy(scripts),
        "style": Html(_shipped("report.css")),
        "body": join(chapters),
        "figures": script_json(figures(digest)),
        "scripts": join(Html(f"<script>{source}</script>") for source in scripts),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], _shipped("report.html"))


def figures(digest: Digest) -> dict[str, Any]:
    """What the charts draw."""
    alarmed = [line for line in digest.agents if line.alarmed][:AGENTS_DRAWN]
    return {
        "severity": {name: list(words) for name, words in SEVERITY.items()},
        "rules": [{"name": rule_name(rule), **times.as_json()} for rule, times in digest.rules.items()],
        "platforms": [
            {"name": platform_name(line.platform), "messages": line.agent, **line.times.as_json()}
            for line in digest.platforms
        ],
        "agents": [
            {
                "name": [line.agent or "（未知）", line.agent or "(unknown)"], "messages": line.messages,
                **line.times.as_json(),
            }
            for line in alarmed
        ],
        "days": [
            {"name": [line.day, line.day], "messages": line.agent, **line.times.as_json()}
            for line in digest.days
            if line.day
        ],
    }  # fmt: skip


def shipped_charts() -> str:
    """The source of ECharts as it was put into the package, '' where it was not."""
    try:
        source = resources.files("kefu.web").joinpath(CHARTS).read_text(encoding="utf-8")
    except OSError:
        return ""
    return source.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _shipped(name: str) -> str:
    return resources.files("kefu.web").joinpath(name).read_text(encoding="utf-8")


def _policy(scripts: list[str]) -> Html:
    """Only the page's own scripts run, nothing is fetched, nothing is sent."""
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(source.encode('utf-8')).digest()).decode('ascii')}'"
        for source in scripts
    )
    return Html(f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'")
