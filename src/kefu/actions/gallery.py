"""The worst twenty of an inspection: first everything that is different, and nothing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec

from kefu.actions.clauses import Clauses
from kefu.actions.exhibits import SHORT, Exhibit, Said, heaviness
from kefu.actions.sayings import Saying, Sayings, alike, skeleton
from kefu.actions.stakes import weight

SHOWN: Final = 20


def gallery(exhibits: Sequence[Exhibit], clauses: Clauses, sayings: Sayings) -> list[tuple[Exhibit, Saying]]:
    """The worst twenty, each with how often it was said and by whom.

    A rule, and a conversation, comes a second time only where every other has come once; what was said in nearly the same
    words comes once. Within a round they stand by severity, by what the clause costs, by how many alarms a message has, by
    how often it was said. Lines that stand beside one exhibit do not stand beside another.
    """

    def badness(exhibit: Exhibit) -> tuple[Any, ...]:
        first = exhibit.alarms[0]
        severity, alarms = heaviness(exhibit)
        dearest = max(weight(clauses(finding.clause)) for finding in exhibit.alarms)
        return severity, -dearest, alarms, -sayings.times(first.rule, first.quote)

    chosen = _different(sorted(exhibits, key=badness))
    return [(each, sayings.like(each.alarms[0].rule, each.alarms[0].quote)) for each in _apart(chosen)]


def _different(ordered: Sequence[Exhibit]) -> list[Exhibit]:
    """Twenty of the exhibits, in rounds: in the first each rule and conversation once, in the second twice, and so on."""
    rules, conversations = Counter[str](), Counter[tuple[str, ...]]()
    chosen: list[Exhibit] = []
    left, most = list(ordered), 1
    while left and len(chosen) < SHOWN:
        later = []
        for exhibit in left:
            rule, conversation = exhibit.alarms[0].rule, exhibit.conversation
            if any(_same(exhibit, other) for other in chosen):
                continue
            if len(chosen) == SHOWN or rules[rule] >= most or conversations[conversation] >= most:
                later.append(exhibit)
                continue
            rules[rule] += 1
            conversations[conversation] += 1
            chosen.append(exhibit)
        left, most = later, most + 1
    return chosen


def _same(one: Exhibit, other: Exhibit) -> bool:
    """Whether two exhibits break the same rule in nearly the same words."""
    first, second = one.alarms[0], other.alarms[0]
    return first.rule == second.rule and alike(skeleton(first.quote), skeleton(second.quote))


def _apart(exhibits: Iterable[Exhibit]) -> list[Exhibit]:
    """Exhibits without the lines around them that an earlier one of the same conversation shows."""
    shown: dict[tuple[str, ...], set[Said]] = {}
    apart = []
    for exhibit in exhibits:
        seen = shown.setdefault(exhibit.conversation, set())
        before = tuple(line for line in exhibit.before if line not in seen)
        after = tuple(line for line in exhibit.after if line not in seen)
        seen.update((*before, *after, Said("agent", exhibit.text[:SHORT], exhibit.at)))
        apart.append(msgspec.structs.replace(exhibit, before=before, after=after))
    return apart
