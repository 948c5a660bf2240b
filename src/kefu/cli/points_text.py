"""An account of points as people read it: each violation, the nodes, and what the next one would cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kefu.dues.account import Account, Deduction, Opening
from kefu.dues.ladder import CLASS_NAMES
from kefu.rulebook.citation import Language, provenance
from kefu.rulebook.pack import Rule
from kefu.vocabulary.asking import Asked
from kefu.vocabulary.ids import PLATFORM_NAMES

_BASIS = {"latest": ("按最新证据", "by the latest evidence"), "seeds": ("只按最初材料", "by the seed documents alone")}


def told(asked: Asked, account: Account, opening: Opening, language: Language = "zh") -> str:
    """The whole account, without a line break at the end."""
    place = 0 if language == "zh" else 1
    head = f"{PLATFORM_NAMES[asked.platform][place]}  {asked.day}  {_BASIS[asked.basis][place]}"
    return "\n".join(
        [head, *_deductions(account.deductions, language), *_balances(account, opening, language),
         *_nodes(account, language), *_ahead(account, language), *_against(account, language)]
    )  # fmt: skip


def _cited(rule: Rule, language: Language) -> str:
    if language == "zh":
        return f"{rule.clause.zh}（{rule.id}，{provenance(rule)}）"
    return f"{rule.clause.en} ({rule.id}, {provenance(rule, 'en')})"


def _number(points: Decimal) -> str:
    return f"{points.normalize():f}"


def _deductions(deductions: Sequence[Deduction], language: Language) -> Iterator[str]:
    zh = language == "zh"
    for number, each in enumerate(deductions, 1):
        name = " ".join(filter(None, (each.term, each.degree)))
        kind = CLASS_NAMES[each.kind][0 if zh else 1]
        acts = f" ×{each.count}" if each.count is not None else ""
        if each.rule is None:
            none = "当日没有有效的扣分规定" if zh else "no rule in force on the day deducts points"
            yield f"{number}. {name}{acts}  {none}"
            continue
        points = f"扣 {_number(each.points)} 分" if zh else f"{_number(each.points)} points"
        if not each.points:
            points = "不扣分" if zh else "no points"
        nth = f"第 {each.nth} 次" if zh else f"finding {each.nth}"
        behind = [kind, nth] if each.points else [nth]
        yield f"{number}. {name}{acts}  {points}" + (f"（{'，'.join(behind)}）" if zh else f" ({', '.join(behind)})")
        yield f"   {_cited(each.rule, language)}"


def _balances(account: Account, opening: Opening, language: Language) -> Iterator[str]:
    zh = language == "zh"
    words = []
    for kind, points, before in (
        ("general", account.general, opening.general), ("severe", account.severe, opening.severe)
    ):  # fmt: skip
        name = CLASS_NAMES["general" if kind == "general" else "severe"][0 if zh else 1]
        since = (f"（原有 {_number(before)}）" if zh else f" ({_number(before)} before)") if before else ""
        words.append(f"{name} {_number(points)} {'分' if zh else 'points'}{since}")
    yield f"{'合计' if zh else 'In all'}  {('；' if zh else '; ').join(words)}"
    if account.later:
        yield (
            f"  另有 {account.later} 条在这一时刻之后，没有算入"
            if zh
            else f"  {account.later} upheld later, not counted"
        )


def _nodes(account: Account, language: Language) -> Iterator[str]:
    zh, place = language == "zh", 0 if language == "zh" else 1
    for reached in account.reached:
        name = f"{'到达节点' if zh else 'Node'} {reached.rung.label}  {reached.at:%Y-%m-%d %H:%M}"
        if reached.absorbed:
            name += (
                f"（只执行更重的 {reached.absorbed}）" if zh else f" (only the heavier {reached.absorbed} is executed)"
            )
        yield name
        yield f"   {_cited(reached.rung.node.rule, language)}"
    if account.consequences:
        yield "后果" if zh else "What follows"
    for each in account.consequences:
        cause = each.node or each.of
        shown = each.measure.shown(each.times)[place]
        since = each.at.strftime("%Y-%m-%d")
        if each.measure.length is not None:
            since = f"{since} 起" if zh else f"from {since} on"
        yield f"   {shown}  {since}（{cause}）" if zh else f"   {shown}  {since} ({cause})"


def _ahead(account: Account, language: Language) -> Iterator[str]:
    zh, place = language == "zh", 0 if language == "zh" else 1
    for each in account.ahead:
        done = [node.rung.label for node in account.reached if node.rung.label.startswith(f"{each.kind}:")]
        ladder = f"{CLASS_NAMES[each.kind][place]}{f' {each.ledger}' if len(each.ledger) == 1 else ''}"
        steps = "".join(f"[{label.partition(':')[2]}√]─" for label in dict.fromkeys(done))
        costs = ("、" if zh else ", ").join(measure.shown()[place] for measure in each.rung.node.measures)
        left = f"还差 {_number(each.left)} 分" if zh else f"{_number(each.left)} points to go"
        yield f"{ladder}  {steps}{_number(each.balance)}─[{each.rung.label.partition(':')[2]}]  {left}{'：' if zh else ': '}{costs}"
        yield f"   {_cited(each.rung.node.rule, language)}"


def _against(account: Account, language: Language) -> Iterator[str]:
    zh = language == "zh"
    for english, chinese in account.remarks.items():
        yield f"注意  {chinese}" if zh else f"Note  {english}"
    others = [each for each in account.conflicts if each not in account.remarks]
    if others:
        joint = ("、" if zh else ", ").join(others)
        yield f"说法不同  {joint}（kefu rules 加编号可查）" if zh else f"Otherwise  {joint} (kefu rules ID shows it)"
