"""The report of an inspection: one page that stands alone, opens offline, prints, and cannot be broken by what it quotes."""

from __future__ import annotations

from typing import Any

from kefu.actions.digest import Digest
from kefu.actions.figures import AgentLine
from kefu.web.changes import comparison
from kefu.web.chapters import counts, footing
from kefu.web.exhibits import buyers, worst
from kefu.web.markup import shipped
from kefu.web.opening import opening
from kefu.web.people import full_name, parted
from kefu.web.prices import prices
from kefu.web.promises import promises
from kefu.web.registers import agents, files
from kefu.web.sheet import sheet, shipped_charts
from kefu.web.words import SEVERITY, platform_name, rule_name

AGENTS_DRAWN = 15


def report(digest: Digest, charts: str | None = None) -> str:
    """The page.

    Args:
        charts: the source of Apache ECharts; None takes the one that ships with Kefu. Where there is none ('' or not
            shipped), tables stand in place of the charts and the page says so.
    """
    source = shipped_charts() if charts is None else charts
    drawn = bool(source)
    chapters = [
        opening(digest), counts(digest, drawn), comparison(digest), prices(digest), worst(digest), agents(digest),
        promises(digest), buyers(digest), files(digest), footing(digest),
    ]  # fmt: skip
    return sheet("客服聊天质检报告", chapters, figures(digest), shipped("report.js"), source)


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
        "agents": [_agent(line) for line in alarmed],
        "days": [
            {"name": [line.day, line.day], "messages": line.agent, **line.times.as_json()}
            for line in digest.days
            if line.day
        ],
    }  # fmt: skip


def _agent(line: AgentLine) -> dict[str, Any]:
    own, shop = parted(line.agent, line.shop)
    return {
        "name": [own or "（未知）", own or "(unknown)"], "shop": shop, "full": full_name(line.agent, line.shop),
        "messages": line.messages, **line.times.as_json(),
    }  # fmt: skip
