"""What a report shows of single messages: the worst in their context, and the buyers who are about to complain."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from kefu.vocabulary.ids import EMOTIONS, SEVERITIES
from kefu.vocabulary.verdict import Finding

KEPT_A_RULE = 20
KEPT_AN_AGENT = 3
KEPT_WORRIES = 200
LONGEST = 600
WEIGHTS = {
    "risk.regulator": 5, "risk.media": 5, "risk.extortion": 4, "risk.review": 3, "risk.optout": 3, "risk.privacy": 2,
    "risk.bait": 1,
}  # fmt: skip
"""How urgently a supervisor should look at a buyer who says it."""
Heaviness = tuple[int, int]


class Said(msgspec.Struct, frozen=True):
    """A line beside an exhibit."""

    role: str
    text: str
    at: str = ""


class Exhibit(msgspec.Struct, frozen=True):
    """A message with alarms, in its context; masked like every output.

    Attributes:
        findings: with offsets into `text`, which may be a cut of the message where that is long.
    """

    file: str
    row: int
    platform: str
    shop: str
    session: str
    agent: str
    at: str
    text: str
    findings: tuple[Finding, ...]
    before: tuple[Said, ...] = ()
    after: tuple[Said, ...] = ()

    @property
    def alarms(self) -> tuple[Finding, ...]:
        """Its findings that are more than notes, the heaviest first."""
        return alarms_of(self.findings)


class Worry(msgspec.Struct, frozen=True):
    """A buyer who threatens, lures or must be left alone: one conversation, masked like every output.

    Attributes:
        key: tells conversations apart whose masked names are equal.
        row, at, text: of the message that weighs most.
    """

    key: str
    file: str
    row: int
    platform: str
    shop: str
    session: str
    agent: str
    at: str
    text: str
    risks: dict[str, int]
    emotion: str

    @property
    def weight(self) -> int:
        """How urgent it is; only for putting worries in order."""
        return 3 * sum(WEIGHTS.get(risk, 1) for risk in self.risks) + EMOTIONS.index(self.emotion)

    def joined(self, later: Worry) -> Worry:
        """The worry of a conversation and what it says later."""
        heavier = later if later.weight > self.weight else self
        return msgspec.structs.replace(
            heavier,
            risks=dict(Counter(self.risks) + Counter(later.risks)),
            emotion=max(self.emotion, later.emotion, key=EMOTIONS.index),
            agent=self.agent or later.agent,
        )


def alarms_of(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that are more than notes, the heaviest first."""
    alarms = (finding for finding in findings if finding.alarm)
    return tuple(sorted(alarms, key=lambda finding: SEVERITIES.index(finding.severity)))


def cut(text: str, findings: tuple[Finding, ...], most: int = LONGEST) -> tuple[str, tuple[Finding, ...]]:
    """A long message cut to the surroundings of its first alarm, the offsets moved along.

    Findings that begin outside the cut are left out.
    """
    if len(text) <= most:
        return text, findings
    first = min(finding.start for finding in findings if finding.alarm)
    start = max(0, min(first - most // 3, len(text) - most))
    head = "…" if start else ""
    shown = head + text[start : start + most] + ("…" if start + most < len(text) else "")
    moved = []
    for finding in findings:
        at, end = finding.start - start + len(head), min(finding.end - start, most) + len(head)
        if start <= finding.start < start + most:
            quote = shown[at:end]
            moved.append(dataclasses.replace(finding, start=at, end=end, quote=quote))
    return shown, tuple(moved)


def worst(exhibits: Iterable[Exhibit]) -> list[Exhibit]:
    """The exhibits worth keeping: of each rule the heaviest, and the heaviest with no agent more than a few times.

    Choosing from two pieces and then from the chosen gives the same as choosing from all.
    """
    ordered = sorted(enumerate(exhibits), key=lambda each: (heaviness(each[1]), each[0]))
    all_of, mixed, agents = Counter[str](), Counter[str](), Counter[tuple[str, str, str]]()
    kept: dict[int, Exhibit] = {}
    for place, exhibit in ordered:
        rule = exhibit.alarms[0].rule
        agent = rule, exhibit.shop, exhibit.agent
        if all_of[rule] < KEPT_A_RULE:
            all_of[rule] += 1
            kept[place] = exhibit
        if mixed[rule] < KEPT_A_RULE and agents[agent] < KEPT_AN_AGENT:
            mixed[rule] += 1
            agents[agent] += 1
            kept[place] = exhibit
    return [exhibit for _, exhibit in sorted(kept.items())]


def limits(exhibits: Iterable[Exhibit]) -> dict[str, Heaviness]:
    """For each rule that has enough exhibits from enough agents: what a later one must be worse than to be kept."""
    counts, agents = Counter[str](), Counter[tuple[str, str, str]]()
    found: dict[str, Heaviness] = {}
    for exhibit in sorted(exhibits, key=heaviness):
        rule = exhibit.alarms[0].rule
        agent = rule, exhibit.shop, exhibit.agent
        if counts[rule] < KEPT_A_RULE and agents[agent] < KEPT_AN_AGENT:
            counts[rule] += 1
            agents[agent] += 1
            if counts[rule] == KEPT_A_RULE:
                found[rule] = heaviness(exhibit)
    return found


def heaviness(exhibit: Exhibit) -> Heaviness:
    """The smaller, the worse: the heaviest severity, then how many alarms."""
    return weighed(exhibit.alarms)


def weighed(alarms: Sequence[Finding]) -> Heaviness:
    """The heaviness of an exhibit with these alarms, the heaviest first."""
    return SEVERITIES.index(alarms[0].severity), -len(alarms)


def gravest(worries: Iterable[Worry]) -> list[Worry]:
    """The worries of one conversation joined, and of all conversations the most urgent."""
    joined: dict[str, Worry] = {}
    for worry in worries:
        joined[worry.key] = joined[worry.key].joined(worry) if worry.key in joined else worry
    ordered = sorted(enumerate(joined.values()), key=lambda each: (-each[1].weight, each[0]))[:KEPT_WORRIES]
    return [worry for _, worry in sorted(ordered, key=lambda each: each[0])]
