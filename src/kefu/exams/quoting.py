"""Questions that quote a clause: true as it stands or false by one number, or with its numbers left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kefu.exams.lookalikes import Lookalike, Numbers
from kefu.exams.mentions import Mention, mentions, written_like
from kefu.exams.question import BLANK, Difficulty, Draft
from kefu.rulebook.pack import Rule
from kefu.vocabulary.ids import PLATFORM_NAMES, PLATFORMS

SENTENCE: Final = re.compile(r"[^。！？]+[。！？]?")
_SHORT: Final = 62
_OPENINGS: Final = ("{name}规定：", "在{name}，", "按{name}的规则，")
_SAYS_WHERE: Final = re.compile("淘宝|天猫|拼多多|京东|抖音|安心购|咚咚|飞鸽|^《")
_HEDGE: Final = "据文本片段，"
"""How a clause begins that is read from a part of a law: the status says so too."""
_MOST_BLANKS: Final = 2
_LEANS: Final = re.compile("^(?:其中|后两种|此后|另有|上述|同样|这类|它|他们|该|此说|另|也|严重的|轻的|重的|特别严重)")
"""How a sentence begins that cannot stand without the one before it."""


def chosen(rule: Rule, count: int) -> int:
    """One of so many ways of asking, always the same for the same clause."""
    return sum(rule.id.encode()) % count


def opening(rule: Rule) -> str:
    """Where a clause holds, as a sentence begins that quotes it; '' where the clause says it itself."""
    if rule.folder == "law" and not rule.clause.zh.startswith("《"):
        return f"根据《{plain_title(rule)}》，"
    if rule.folder not in PLATFORMS or _SAYS_WHERE.search(rule.clause.zh):
        return ""
    ways = _OPENINGS if rule.status in ("current", "reported", "superseded") else ("在{name}，",)
    return ways[chosen(rule, len(ways))].format(name=PLATFORM_NAMES[rule.folder][0])


def plain_title(rule: Rule) -> str:
    """The law behind a clause without the year of its version."""
    return re.sub(r"（[^）]*）$", "", rule.source[0].title).replace("《", "〈").replace("》", "〉")


def around(text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """From where to where a clause is quoted: whole, or, where it is long, the sentence that holds these spans."""
    start = len(_HEDGE) if text.startswith(_HEDGE) else 0
    if len(text) <= _SHORT:
        return start, len(text)
    first, last = min(a for a, _ in spans), max(b for _, b in spans)
    sentences = [found.span() for found in SENTENCE.finditer(text)]
    begin = max((a for a, _ in sentences if a <= first), default=start)
    end = min((b for _, b in sentences if b >= last), default=len(text))
    while begin and _LEANS.match(text[begin:]):
        begin = max(a for a, _ in sentences if a < begin)
    return max(begin, start), end


def quoted(rule: Rule, numbers: Numbers, holding: Sequence[Rule]) -> list[Draft]:
    """The one question that quotes the clause for a number of it: a statement, or blanks to fill."""
    found = mentions(rule)
    if not found or rule.status == "disputed":
        return []
    if chosen(rule, 4) == 0 or (len(found) >= _MOST_BLANKS and chosen(rule, 2)):
        return [_gaps(rule, found)]
    for mention in found:
        if drafts := _statement(rule, mention, numbers.like(rule, mention.name, mention.quantity, holding)):
            return drafts
    return [_gaps(rule, found)]


def _gaps(rule: Rule, found: Sequence[Mention]) -> Draft:
    """The clause with one or two of its numbers left out."""
    text = rule.clause.zh
    first = found[0]
    other = [each for each in found[1:] if each.written != first.written and "once" not in each.path]
    picked = sorted([first, *other[: _MOST_BLANKS - 1]], key=lambda each: each.start)
    begin, end = around(text, [(each.start, each.end) for each in picked])
    parts, at = [opening(rule)], begin
    for each in picked:
        cut = text[at : each.start].rstrip(" ")
        parts += [cut, BLANK]
        at = each.start + len(each.written)
    parts.append(text[at:end])
    facet = "+".join(dict.fromkeys(each.path for each in picked))
    right = tuple(each.written for each in picked)
    return Draft(
        rule, facet, "near", "fill", "hard" if len(picked) > 1 else "medium", re.sub(rf"{BLANK} +", BLANK, "".join(parts)), right=right,
    )  # fmt: skip


def _statement(rule: Rule, mention: Mention, wrong: Sequence[Lookalike]) -> list[Draft]:
    """The clause as it stands, or with a number that others confuse with its own."""
    text = rule.clause.zh
    begin, end = around(text, [(mention.start, mention.end)])
    for each in wrong:
        number = written_like(each.quantity, mention)
        if number is None or number == mention.written or mention.unit == "周":
            continue
        if re.search(rf"(?<![\d.]){re.escape(number)}\s?{mention.unit}", text):
            continue
        tail = text[mention.start + len(mention.written) : end]
        if "万" in number:
            tail = re.sub(r"^\s?万?\s?", " ", tail) if not tail.lstrip().startswith("万") else tail
            number = number.removesuffix(" 万") if tail.lstrip().startswith("万") else number
        elif tail.lstrip().startswith("万"):
            continue
        head = opening(rule)
        false = f"{head}{text[begin : mention.start]}{number}{tail}".replace("万 元", "万元")
        note = f"本条是 {text[mention.start : mention.end].strip()}；{each.told}"
        level: Difficulty = "hard" if each.kind in ("date", "disputed") else "medium"
        return [
            Draft(
                rule, mention.path, each.kind, "true_false", level, f"{head}{text[begin:end]}", false=false, note=note
            )
        ]  # fmt: skip
    return []
