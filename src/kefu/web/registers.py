"""The chapters of a report that list: the agents one by one, the files, and what was not read."""

from __future__ import annotations

from collections.abc import Sequence

from kefu.actions.digest import Digest
from kefu.actions.figures import AgentLine, FileLine
from kefu.actions.reasons import chinese
from kefu.web.chapters import by_alarms, chapter, file_name, table
from kefu.web.markup import Child, Html, join, tag
from kefu.web.people import agent_name
from kefu.web.words import KIND, both, number, pair, platform_name, rule_name

AGENTS_OPEN = 20
AGENTS_LISTED = 200


def agents(digest: Digest) -> Html:
    """Agent by agent."""
    title = both("每位客服", "Agent by agent")
    if not digest.people:
        told = both("没有客服发出的消息。", "No agent wrote anything.")
        if digest.agent:
            told = both(
                "这些文件没有写明客服账号，不能分人统计。",
                "The files do not name the agents, so they cannot be told apart.",
            )
        return chapter("agents", title, tag("p", told, class_="empty"))
    heads: list[tuple[Child, str]] = [
        (both("客服", "Agent"), "name"), (both("平台", "Platform"), "wideonly"), (both("消息", "Messages"), "n"),
        (both("违规消息", "Break rules"), "n"), (both("每千条", "Per 1,000"), "n wideonly"), (both("应拦截", "To stop"), "n"),
        (both("主要问题（处）", "Mostly (places)"), "mostly"),
    ]  # fmt: skip
    shown = digest.agents[:AGENTS_LISTED]
    rows = [
        [
            agent_name(line.agent, line.shop), pair(platform_name(line.platform)), number(line.messages), number(line.alarmed),
            number(1000 * line.alarmed / line.messages, 1), number(line.stopped), _mostly(line),
        ]
        for line in shown
    ]  # fmt: skip
    folded = len(rows) - AGENTS_OPEN
    others = tag("summary", both(f"其余 {folded} 位", f"{folded} more"))
    more = len(digest.agents) - len(shown)
    rest = (
        tag("p", both(f"另有 {more} 位见 summary.json。", f"{more} more are in summary.json."), class_="faint")
        if more
        else None
    )
    return chapter(
        "agents",
        title,
        table(heads, rows[:AGENTS_OPEN], "sortable people"),
        tag("details", others, table(heads, rows[AGENTS_OPEN:], "sortable people"), rest) if folded > 0 else None,
        lead=both("点表头可排序。", "Click a heading to sort."),
    )


def _mostly(line: AgentLine) -> Html:
    rules = [(rule, times) for rule, times in by_alarms(line.rules)][:3]
    if not rules:
        return tag("span", "—", class_="faint")
    return join(tag("span", pair(rule_name(rule)), f" {number(times.alarms)}", class_="chip") for rule, times in rules)


def files(digest: Digest) -> Html:
    """The files, the lines that do not count, and the rows that could not be read."""
    heads: list[tuple[Child, str]] = [
        (both("文件", "File"), ""), (both("平台", "Platform"), ""), (both("格式", "Format"), "wideonly"),
        (both("客服", "Agent"), "n"), (both("买家", "Buyer"), "n"), (both("系统等", "System etc."), "n"),
        (both("重复", "Repeated"), "n"), (both("未读取", "Not read"), "n"),
    ]  # fmt: skip
    rows = (
        [
            [file_name(line.name), _broken_off(line)],
            pair(platform_name(line.platform)) if line.platform else both("逐行", "line by line"), _kind(line),
            number(line.agent), number(line.buyer), number(line.system), number(line.repeated), number(line.rejected),
        ]
        for line in digest.files
    )  # fmt: skip
    failures = [tag("li", tag("b", name), " ", both(chinese(why), why)) for name, why in digest.failures]
    kinds = [tag("li", pair(KIND[kind]), f" {number(times)}") for kind, times in digest.kinds.items()]
    return chapter(
        "files",
        both("文件与没有计入的行", "Files, and lines that do not count"),
        table(heads, rows, "filed"),
        tag("p", both("不算消息、也不判断的行：", "Lines that are nobody's words and were not judged:"), class_="faint")
        if kinds
        else None,
        tag("ul", *kinds, class_="chips") if kinds else None,
        tag("h3", both("无法识别的文件", "Files that could not be mapped")) if failures else None,
        tag("ul", *failures, class_="errors") if failures else None,
        _rejects(digest),
    )


def _broken_off(line: FileLine) -> Html | None:
    return tag("div", both(chinese(line.error), line.error), class_="error") if line.error else None


def _rejects(digest: Digest) -> Html:
    title = tag("h3", both("没能读取的行", "Rows that could not be read"))
    if not digest.rejected:
        return join([title, tag("p", both("每一行都读到了。", "Every row was read."), class_="empty")])
    heads: list[tuple[Child, str]] = [
        (both("文件", "File"), ""), (both("行", "Line"), "n"), (both("原因", "Reason"), ""), (both("原文", "Text"), "said")
    ]  # fmt: skip
    rows: list[Sequence[Child]] = [
        [file_name(reject.file), reject.line, both(chinese(reject.reason), reject.reason), reject.raw]
        for reject in digest.rejects
    ]
    lead = both(
        f"共 {number(digest.rejected)} 行，全部在 rejects.csv；这里列出前 {len(digest.rejects)} 行。",
        f"{number(digest.rejected)} in all, every one in rejects.csv; the first {len(digest.rejects)} are shown.",
    )
    return join([title, tag("p", lead, class_="faint"), table(heads, rows)])


def _kind(line: FileLine) -> str:
    return " ".join(part for part in (line.format, line.encoding) if part)
