"""How a rule, its price and its source are cited: never without the date and the status of what stands behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from kefu.rulebook.names import BASIS_NAMES, QUALITY_NAMES
from kefu.rulebook.pack import Example, Rule, Source
from kefu.vocabulary.ids import STATUS_NAMES

Language = Literal["zh", "en"]

IN_SERIOUS_CASES: Final = ("严重或再犯：", "in serious or repeated cases: ")
"""Before what one case of the kind does not cost."""


def provenance(rule: Rule, language: Language = "zh") -> str:
    """How sure and how old a rule is, in a few words: `来源 2023-06-26，未核实`."""
    zh = language == "zh"
    status = STATUS_NAMES[rule.status][0 if zh else 1]
    if rule.status in ("current", "superseded") and rule.since is not None:
        if rule.until is not None:
            day = f"{rule.since} 起，{rule.until} 止" if zh else f"from {rule.since} until {rule.until}"
        else:
            day = f"{rule.since} 起" if zh else f"since {rule.since}"
    elif rule.basis == "house":
        day = "本书" if zh else "this book"
    elif rule.dated is not None:
        day = f"来源 {rule.dated}" if zh else f"source of {rule.dated}"
    else:
        day = "来源无日期" if zh else "source without a date"
    return f"{day}{'，' if zh else ', '}{status}"


def price(rule: Rule, against: Sequence[Rule] = (), language: Language = "zh") -> str:
    """What breaking a rule costs: `每次扣 6 分（来源 2023-06-26，未核实）`; '' where it has no price.

    What it costs in serious or repeated cases alone stands apart: `扣 2 分；严重或再犯：12 分（…）`.

    Args:
        against: the rules that say otherwise; the text names them, so that no disputed sum passes for a sure one.

    A remark in brackets at the end of the price goes into the same brackets, and nothing is said twice.
    """
    if rule.penalty is None and rule.serious is None:
        return ""
    zh = language == "zh"
    comma, semicolon, brackets = ("，", "；", "（）") if zh else (", ", "; ", "()")
    text, serious = (("" if each is None else each.zh if zh else each.en) for each in (rule.penalty, rule.serious))
    known = provenance(rule, language).split(comma)
    remark = re.fullmatch(rf"(.*?)\s*[{brackets}]([^{brackets}]*)[{brackets}]", text)
    if remark:
        text, said = remark[1], remark[2].split(comma)
        known = [*said, *(each for each in known if each not in said)]
    if serious:
        text = f"{text}{semicolon if text else ''}{IN_SERIOUS_CASES[0 if zh else 1]}{serious}"
    inner = comma.join(known)
    others = [other for other in against if other.status != "superseded"]
    if others:
        names = ("、" if zh else ", ").join(other.id for other in others)
        inner += f"{semicolon}{names} 说法不同" if zh else f"{semicolon}{names} says otherwise"
    return f"{text}（{inner}）" if zh else f"{text} ({inner})"


def days(rule: Rule, language: Language = "zh") -> str:
    """From when to when a rule holds, or of what day its source is; '' where nobody says."""
    zh = language == "zh"
    parts = []
    if rule.since:
        parts.append(f"{rule.since} 起" if zh else f"from {rule.since}")
    if rule.until:
        parts.append(f"{rule.until} 前" if zh else f"until {rule.until}")
    if not parts and rule.dated:
        parts.append(f"来源 {rule.dated}" if zh else f"source of {rule.dated}")
    return ("，" if zh else ", ").join(parts)


def cited(source: Source, language: Language = "zh") -> str:
    """A source in one line."""
    zh, place = language == "zh", 0 if language == "zh" else 1
    parts = [f"《{source.title}》" if zh else source.title]
    if source.article:
        number = source.article.isdigit()
        parts.append((f"第{source.article}条" if zh else f"article {source.article}") if number else source.article)
    quality = QUALITY_NAMES[source.quality][place] if source.quality else ""
    parts += [str(part) for part in (source.date, quality, source.url, source.note) if part]
    return f"{BASIS_NAMES[source.kind][0]}：{' '.join(parts)}" if zh else f"{source.kind}: {', '.join(parts)}"


def example(each: Example) -> str:
    """A message of the examples in one line, after what it answers."""
    asked = each.asked or (each.history[-1].text if each.history else "")
    return f"「{asked}」→「{each.text}」" if asked else f"「{each.text}」"
