"""From when to when a rule holds, which of two that contradict each other goes before, and why: pure comparisons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, NamedTuple

from kefu.rulebook.pack import QUALITIES, Bilingual, Rule
from kefu.vocabulary.ids import STATUS_NAMES

Evidence = Literal["latest", "seeds"]
EVIDENCE: Final[tuple[Evidence, ...]] = ("latest", "seeds")
"""`latest` = the best dated evidence; `seeds` = only what the seed documents state."""

_STATUS: Final = {"current": 4, "superseded": 3, "reported": 2, "practice": 1, "disputed": 0}
_AUTHORITY: Final = {"law": 2, "house": 1, "page": 0, "seed": 0}
_SOURCE: Final = {quality: rank for rank, quality in enumerate(("", *reversed(QUALITIES)))}
_SEED_RANK: Final = _SOURCE["news"]


@dataclass(frozen=True, slots=True)
class Term:
    """The days on which a rule holds: `begin` included, `end` excluded, None = open on that side.

    Attributes:
        ended_by: the rule that took its place, where that is what ended it.
    """

    begin: date | None
    end: date | None
    ended_by: Rule | None = None

    def holds(self, at: date) -> bool:
        """Whether the day lies in it."""
        return (self.begin is None or self.begin <= at) and (self.end is None or at < self.end)


NEVER: Final = Term(None, date.min)


def term(rule: Rule, replaced_by: Iterable[Rule]) -> Term:
    """The term of a rule by the best evidence: its own dates, cut short where another took its place.

    A superseded rule whose end nobody dates holds on no day; a disputed rule takes nobody's place.
    """
    end, ended_by = rule.until, None
    for other in replaced_by:
        begin = other.since or date.min
        if other.status != "disputed" and (end is None or begin < end):
            end, ended_by = begin, other
    if end is None and rule.status == "superseded":
        return NEVER
    return Term(rule.since, end, ended_by)


def seed_date(rule: Rule) -> date | None:
    """A seed's own date, that of its earliest document; None = it bears none. A start that other sources give is not its own."""
    return min(_seed_days(rule), default=rule.observed)


def _seed_days(rule: Rule) -> list[date]:
    return [source.date for source in rule.source if source.kind == "seed" and source.date is not None]


def seed_term(rule: Rule, same_matter: Iterable[Rule]) -> Term:
    """The term of a rule by the seeds alone: from its own date until a later seed on the same matter; else never.

    A seed that a later document repeats is as new as that document.
    """
    if rule.basis != "seed":
        return NEVER
    newest = max(_seed_days(rule), default=date.min)
    end, ended_by = None, None
    for other in same_matter:
        later = seed_date(other)
        if other.basis == "seed" and later is not None and later > newest and (end is None or later < end):
            end, ended_by = later, other
    return Term(seed_date(rule), end, ended_by)


class Weight(NamedTuple):
    """What a rule weighs against one that contradicts it; the first difference decides."""

    status: int
    authority: int
    dated: date
    source: int


def weight(rule: Rule) -> Weight:
    """Status before authority (law, then the house) before the date of the evidence before the kind of source."""
    best = max(_SEED_RANK if source.kind == "seed" else _SOURCE[source.quality] for source in rule.source)
    return Weight(_STATUS[rule.status], _AUTHORITY[rule.basis], rule.dated or date.min, best)


def reason(winner: Rule, loser: Rule, calls: tuple[Bilingual, Bilingual]) -> Bilingual:
    """Why the one goes before the other, as half a sentence.

    Args:
        calls: what the sentence calls the winner, and the loser.
    """
    heavy, light = weight(winner), weight(loser)
    one, other = calls
    if heavy.status != light.status:
        (zh, en), (other_zh, other_en) = STATUS_NAMES[winner.status], STATUS_NAMES[loser.status]
        return Bilingual(f"{one.zh}状态为{zh}，{other.zh}为{other_zh}", f"{one.en} is {en}, {other.en} is {other_en}")
    if heavy.authority != light.authority:
        ground = ("法律", "law") if heavy.authority == _AUTHORITY["law"] else ("本书的规定", "a rule of this book")
        return Bilingual(f"{one.zh}是{ground[0]}", f"{one.en} is {ground[1]}")
    if heavy.dated != light.dated:
        older = light.dated.isoformat() if light.dated > date.min else ""
        return Bilingual(
            f"{one.zh}的依据更新（{heavy.dated}，{other.zh}{older or '无日期'}）",
            f"the evidence for {one.en} is newer ({heavy.dated} against {older or 'no date'})",
        )
    if heavy.source != light.source:
        return Bilingual(
            f"{one.zh}的来源更接近平台原文", f"the source of {one.en} is nearer to the platform's own text"
        )
    return Bilingual(
        f"两者依据相当，按编号先后取{one.zh}", f"the evidence is equal; by the order of ids {one.en} is taken"
    )


def absence(rule: Rule, span: Term, at: date, basis: Evidence) -> Bilingual | None:
    """Why a rule with this term does not hold on a day whatever others say, as a clause; None where it does."""
    if basis == "seeds" and rule.basis != "seed":
        return Bilingual("不是最初材料里的规定。", "the seed documents do not state it.")
    if span.holds(at):
        return None
    if span.begin is not None and at < span.begin:
        return Bilingual(f"{span.begin} 起才有效。", f"it holds only from {span.begin} on.")
    if span.ended_by is not None:
        if span.end == date.min:
            return Bilingual(f"已被 {span.ended_by.id} 取代。", f"it gave way to {span.ended_by.id}.")
        return Bilingual(
            f"{span.end} 起被 {span.ended_by.id} 取代。", f"it gave way to {span.ended_by.id} on {span.end}."
        )
    if span.end == date.min:
        return Bilingual("已被取代，取代的日期不详。", "it is superseded, on a day that nobody gives.")
    return Bilingual(f"自 {span.end} 起不再有效。", f"it ceased to hold on {span.end}.")


def ranked(rules: Iterable[Rule], evidence: Evidence) -> list[Rule]:
    """The rules from the one that goes first to the one that yields to all."""
    if evidence == "seeds":
        return sorted(rules, key=lambda rule: (-(seed_date(rule) or date.min).toordinal(), rule.id))
    by_id = sorted(rules, key=lambda rule: rule.id)
    return sorted(by_id, key=weight, reverse=True)
