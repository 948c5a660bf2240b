"""Questions on what is not sure: they say so, and their key hangs on how sure the statement is, never on what it says."""

from __future__ import annotations

import re
from typing import Final

from kefu.exams.question import Draft
from kefu.exams.quoting import chosen
from kefu.rulebook.book import Book
from kefu.rulebook.pack import Rule

_FALSE: Final = (
    "「有争议」{clause}这一说法已经平台原文证实，可以据此处罚或索赔。",
    "「有争议」网上流传：{clause}既然有人写过，客服就可以拿它当依据答复买家。",
    "「有争议」{clause}它与别的条款说法不一时，应当取两者的平均。",
)
_TRUE: Final = (
    "「有争议」{clause}这一说法没有得到平台原文证实，不能作为处罚或索赔的依据。",
    "「有争议」网上流传：{clause}在查证之前，客服不应拿它当依据答复买家。",
    "「有争议」{clause}它与别的条款说法不一时，应以查证属实的那一条为准，不作折中。",
)


_DOUBT: Final = re.compile(
    "佐证|待核实|未证实|证实|像是|当依据|均无依据|不作规则|此说|说法不一|对不上|原文残缺|来源|冲突|两说|不采用|混了|未载明"
)
"""How a clause says of itself that it is not sure: a question that quotes this asks nothing."""
_LEANS: Final = re.compile("^同一|情形相同")
"""A clause that cannot be understood without another."""
_LEAST: Final = 8
_LONG: Final = 48


def _stated(clause: str) -> str:
    """What a disputed clause states, without what it says of its own worth; '' where nothing is left."""
    if _LEANS.search(clause):
        return ""
    kept: list[str] = []
    for part in re.split(r"(?<=[，；。：])", clause):
        if _DOUBT.search(part):
            break
        kept.append(part)
    told = "".join(kept)
    told = (told if len(told) <= _LONG else told.partition("；")[0]).rstrip("，；。：")
    return f"{told}。" if len(told) >= _LEAST else ""


def disputed(book: Book, rule: Rule) -> list[Draft]:
    """Whether a disputed statement may be relied on; the statement itself is quoted and marked as disputed."""
    if rule.status != "disputed":
        return []
    n = chosen(rule, len(_TRUE))
    if n == len(_TRUE) - 1 and not rule.conflicts_with:
        n = 0
    clause = _stated(rule.clause.zh)
    if not clause:
        return []
    sure = [other.id for other in book.conflicts(rule) if other.status != "disputed"]
    note = f"说法不同的条款：{'、'.join(sure)}" if sure else "没有平台原文佐证"
    return [
        Draft(
            rule, "status", "source", "true_false", "medium", _TRUE[n].format(clause=clause),
            false=_FALSE[n].format(clause=clause), note=note,
        )
    ]  # fmt: skip
