"""What a report shows of single messages: the worst in their context, and the buyers who are about to complain."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from kefu.actions.sayings import skeleton
from kefu.vocabulary.ids import EMOTIONS, SEVERITIES
from kefu.vocabulary.verdict import Finding

KEPT_A_RULE = 20
KEPT_WORRIES = 200
LONGEST = 600
SHORT = 200
"""How much of a line beside an exhibit is shown."""
WEIGHTS = {
    "risk.regulator": 5, "risk.media": 5, "risk.extortion": 4, "risk.review": 3, "risk.optout": 3, "risk.privacy": 2,
    "risk.bait": 1,
}  # fmt: skip
"""How urgently a supervisor should look at a buyer who says it."""
Heaviness = tuple[int, int]
LIGHTEST: Heaviness = (len(SEVERITIES), 0)


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

    @property
    def conversation(self) -> tuple[str, ...]:
        """What is the same for all exhibits of one conversation; a line without a session is alone."""
        return self.file, self.platform, self.shop, self.session or f"\0{self.row}"


class Worry(msgspec.Struct, frozen=True):
    """A buyer who threatens, lures or must be left alone: one conversation, masked like every output.

    Attributes:
        key: tells conversations apart whose masked names are equal.
        row, at, text: of the message that weighs most.
        moods: how the buyer felt from message to message, as `courses.Course` has it; '' where that is not known.
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
    moods: str = ""

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
            moods=self.moods or later.moods,
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
    """The exhibits worth keeping: of each rule on each platform the heaviest, and of what is said in the same words one.

    Choosing from two pieces and then from the chosen gives the same as choosing from all.
    """
    ordered = sorted((_Place(exhibit, place) for place, exhibit in enumerate(exhibits)), key=lambda each: each.order)
    laws, said = Counter[str](), set[str]()
    kept: list[_Place] = []
    for each in ordered:
        if laws[each.law] < KEPT_A_RULE and each.saying not in said:
            laws[each.law] += 1
            said.add(each.saying)
            kept.append(each)
    return [each.exhibit for each in sorted(kept, key=lambda each: each.place)]


class _Place:
    """An exhibit with what it is weighed and told apart by."""

    __slots__ = ("exhibit", "law", "order", "place", "saying")

    def __init__(self, exhibit: Exhibit, place: int) -> None:
        alarms = exhibit.alarms
        self.exhibit, self.place, self.order = exhibit, place, (weighed(alarms), place)
        self.law, self.saying = law(exhibit.platform, alarms[0]), saying(exhibit.platform, alarms[0])


def limits(exhibits: Iterable[Exhibit]) -> dict[str, Heaviness]:
    """What a later exhibit must be worse than to be kept: by saying, and by law where that has enough of them."""
    counts = Counter[str]()
    found: dict[str, Heaviness] = {}
    for each in sorted((_Place(exhibit, 0) for exhibit in exhibits), key=lambda each: each.order):
        weight, _ = each.order
        found.setdefault(each.saying, weight)
        counts[each.law] += 1
        if counts[each.law] == KEPT_A_RULE:
            found[each.law] = weight
    return found


def worse(platform: str, alarms: Sequence[Finding], limits: Mapping[str, Heaviness]) -> bool:
    """Whether an exhibit with these alarms, the heaviest first, would be kept beside those that set the limits."""
    weight, first = weighed(alarms), alarms[0]
    if weight >= limits.get(law(platform, first), LIGHTEST):
        return False
    return weight < limits.get(saying(platform, first), LIGHTEST)


def law(platform: str, alarm: Finding) -> str:
    """What is the same for all exhibits that break a rule on a platform; what it costs differs between platforms."""
    return f"{platform}\0{alarm.rule}"


def saying(platform: str, alarm: Finding) -> str:
    """What is the same for all of these that do it in the same words."""
    return f"{law(platform, alarm)}\0{skeleton(alarm.quote)}"


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
