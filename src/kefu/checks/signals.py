"""What a buyer's words give away: intents, risks and emotion, as far as words and the agent's last question decide."""

from __future__ import annotations

import bisect
import functools
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kefu.checks.cues import Cue, cue, finding
from kefu.checks.places import MOST_PLACES, sentence_of, told_apart
from kefu.checks.summons import Sample, Summons
from kefu.language.hearing import Ear
from kefu.language.lexicon import Lexicon
from kefu.vocabulary.ids import INTENTS, RISKS
from kefu.vocabulary.shipped import shipped_data
from kefu.vocabulary.talk import Message, Turn
from kefu.vocabulary.verdict import Signals

if TYPE_CHECKING:
    from kefu.checks.roll import Roll

ANSWER: Final = 16
"""A message of at most so many characters may be an answer to what the agent has just said."""
NODS: Final = frozenset(
    "好 好的 好吧 好滴 好哒 嗯 嗯嗯 哦 哦哦 噢 行 行吧 ok 可以 可以的 谢谢 谢谢你 谢谢了 好的谢谢 好的,谢谢 好的 谢谢 是 是的 对 对的 "
    "没有了 没了 没 知道了 收到 明白 明白了 你好 您好 在吗 在么".split()
)
"""Answers that say nothing by themselves, whatever was asked."""
CALM: Final = Signals()
MOODS: Final = frozenset({"angry", "upset", "loud", "mild"})
SHADES: Final = frozenset({"mild", "loud"})
NONE: Final[frozenset[int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Sign:
    """Words that mean something.

    Attributes:
        means: signals; also the moods `angry`, `upset`, `loud` (makes upset angry) and `mild` (takes away what is only
            likely).
        find: what the buyer says.
        agent: what the agent must have said just before; then `find` holds for a short answer only.
        before: what, standing just before, makes it mean something else.
        bars: what, standing anywhere in the sentence, makes it mean something else.
    """

    means: tuple[str, ...]
    find: Cue
    agent: Cue | None
    before: Cue | None
    bars: tuple[Cue, ...]

    def only_shades(self) -> bool:
        """Whether it says nothing by itself, only how upset somebody is."""
        return SHADES.issuperset(self.means)


def listed(value: Any) -> list[Any]:
    """One thing or many as a list."""
    return list(value) if isinstance(value, list) else [value]


def spelled_out(node: Any, words: Mapping[str, str]) -> Any:
    """signals.yaml with each {name} of its `words` put in its place."""
    if isinstance(node, str):
        for name, group in words.items():
            node = node.replace("{" + name + "}", group)
        return node
    if isinstance(node, Mapping):
        return {key: spelled_out(value, words) for key, value in node.items()}
    return [spelled_out(each, words) for each in node] if isinstance(node, list) else node


def signs(meaning: str, body: Mapping[str, Any]) -> Iterator[Sign]:
    """The signs of one signal as written in signals.yaml."""
    for entry in listed(body.get("find", [])):
        own: Mapping[str, Any] = entry if isinstance(entry, Mapping) else {"find": entry}
        means = (meaning, *listed(own.get("also", [])))
        agent = finding(str(own["agent"])) if "agent" in own else None
        read = finding if agent is None else cue
        unless = [each for one in (body, own) for key in ("unless", "clear") for each in listed(one.get(key, []))]
        before = "|".join(str(each["before"]) for each in unless if isinstance(each, Mapping))
        bars = tuple(finding(str(each)) for each in unless if not isinstance(each, Mapping))
        for find in listed(own["find"]):
            yield Sign(means, read(str(find)), agent, cue(f"({before})") if before else None, bars)


def stands(plain: str, sign: Sign, bars: Sequence[Cue]) -> bool:
    """Whether a text has a sign somewhere where nothing before it and none of these bars in its sentence takes it away."""
    for match in itertools.islice(sign.find.pattern.finditer(plain), MOST_PLACES):
        start, end = match.span()
        if sign.before is not None and sign.before.ending.search(plain, max(0, start - sign.before.reach), start):
            continue
        bounds = sentence_of(plain, start, end) if bars else (0, 0)
        if not any(bar.pattern.search(plain, *bounds) for bar in bars):
            return True
    return False


class Listener:
    """Listens to buyers.

    Args:
        written: what signals.yaml says of each signal.
        sample: the trade's language.
        intents: whether to tell what a buyer wants, too; risks and emotion alone are heard sooner.
    """

    def __init__(
        self, lexicon: Lexicon, written: Mapping[str, Mapping[str, Any]], sample: Sample, intents: bool = True
    ) -> None:
        needed = frozenset(written) if intents else bearing(written)
        every = [sign for meaning, body in written.items() for sign in signs(meaning, body)]
        every = [sign for sign in every if not needed.isdisjoint(sign.means)]
        self.intents = INTENTS if intents else ()
        self.signs = sorted((sign for sign in every if sign.agent is None), key=Sign.only_shades)
        self.shading = sum(not sign.only_shades() for sign in self.signs)
        """Where the signs begin that say nothing by themselves."""
        self.answers = [(sign.agent, sign) for sign in every if sign.agent is not None]
        self._moods: dict[frozenset[str], Signals] = {}
        self.not_with = {name: frozenset(listed(body.get("not_with", []))) for name, body in written.items()}
        self.clear = {
            name: tuple(finding(str(each)) for each in listed(body.get("clear", []))) for name, body in written.items()
        }
        self.likely_upset = frozenset(listed(written.get("upset", {}).get("with", [])))
        bars = dict.fromkeys(bar for sign in self.signs for bar in sign.bars)
        self.bars = dict(enumerate(bars, len(self.signs)))
        number = {bar: n for n, bar in self.bars.items()}
        self.bars_of = [frozenset(number[bar] for bar in sign.bars) for sign in self.signs]
        self.summons = Summons([*(sign.find for sign in self.signs), *bars], sample)
        self.ear = Ear(lexicon, self.summons.words)
        self.questions = Summons([agent for agent, _ in self.answers], sample)
        self.other_ear = Ear(lexicon, self.questions.words)

    def listen(self, message: Message) -> Signals:
        """The intents, risks and emotion of a buyer's message. Raises: nothing."""
        heard = self.ear.hear(message.text)
        called = self.summons.called(heard.marks, heard.plain)
        found = self._found(heard.plain, called)
        if answers(heard.plain) and message.history and message.history[-1].role == "agent":
            said = self.other_ear.hear(message.history[-1].text)
            found |= self._answered(heard.plain, said.plain, self.questions.called(said.marks, said.plain))
        return self._weighed(frozenset(found)) if found else CALM

    def clears(self, name: str, plain: str) -> bool:
        """Whether words make a message, as heard, innocent of a signal."""
        return any(each.pattern.search(plain) for each in self.clear[name])

    @functools.cached_property
    def roll(self) -> Roll:
        """The ear and the summons for many texts at once."""
        from kefu.checks.roll import Roll

        return Roll(self.ear, self.summons)

    @functools.cached_property
    def other_roll(self) -> Roll:
        """The other ear and the questions for many texts at once."""
        from kefu.checks.roll import Roll

        return Roll(self.other_ear, self.questions)

    def listen_many(self, texts: Sequence[str], history: Callable[[int], Sequence[Turn]]) -> list[Signals]:
        """The signals of many buyers' messages, in order: what `listen` says of each.

        Args:
            history: what was said before message n; asked for only where that may decide.
        """
        each, which = told_apart(texts)
        meant: dict[int, set[str]] = {}
        short: dict[int, str] = {}
        for k, plain, called in told(self.roll, each, ANSWER):
            if found := self._found(plain, called):
                meant[k] = found
            if answers(plain):
                short[k] = plain
        out = [CALM] * len(each)
        for k, found in meant.items():
            out[k] = self._weighed(frozenset(found))
        signals = [out[k] for k in which]
        asked = {
            n: before[-1].text
            for n, k in enumerate(which)
            if k in short and (before := history(n)) and before[-1].role == "agent"
        }
        each, whose = told_apart(list(asked.values()))
        questions = {k: (said, called) for k, said, called in told(self.other_roll, each) if called}
        for n, k in zip(asked, whose, strict=True):
            if k in questions and (found := self._answered(short[which[n]], *questions[k])):
                signals[n] = self._weighed(frozenset(found.union(meant.get(which[n], ()))))
        return signals

    def _found(self, plain: str, called: Sequence[int]) -> set[str]:
        """What a text means by itself."""
        found: set[str] = set()
        first_bar = bisect.bisect_left(called, len(self.signs))
        for n in called[:first_bar]:
            if n >= self.shading and "upset" not in found and self.likely_upset.isdisjoint(found):
                break
            sign = self.signs[n]
            if found.issuperset(sign.means) or sign.find.pattern.search(plain) is None:
                continue
            barred = self.bars_of[n].intersection(called[first_bar:])
            if (sign.before is None and not barred) or stands(plain, sign, [self.bars[bar] for bar in barred]):
                found.update(sign.means)
        return found

    def _answered(self, plain: str, said: str, called: Sequence[int]) -> set[str]:
        """What a short answer means after what the agent has just said."""
        found: set[str] = set()
        for n in called:
            agent, sign = self.answers[n]
            if agent.pattern.search(said) and stands(plain, sign, sign.bars):
                found.update(sign.means)
        return found

    def _weighed(self, found: frozenset[str]) -> Signals:
        """Of what was found the signals that stand beside each other, and the mood they make."""
        known = self._moods.get(found)
        if known is None:
            known = self._moods[found] = self._weigh(found)
        return known

    def _weigh(self, found: frozenset[str]) -> Signals:
        kept = {name for name in found if self.not_with[name].isdisjoint(found)}
        upset = "upset" in kept or ("mild" not in kept and not self.likely_upset.isdisjoint(kept))
        angry = "angry" in kept or (upset and "loud" in kept)
        return Signals(
            tuple(name for name in self.intents if name in kept),
            tuple(name for name in RISKS if name in kept),
            "angry" if angry else "upset" if upset else "calm",
        )


def bearing(written: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    """The signals and moods on which risks and emotion rest."""
    needed = {*RISKS, *MOODS, *listed(written.get("upset", {}).get("with", []))}
    while more := {other for name in needed for other in listed(written.get(name, {}).get("not_with", []))} - needed:
        needed |= more
    return frozenset(needed)


def answers(plain: str) -> bool:
    """Whether a message may mean something by what the agent has just said."""
    return len(plain) <= ANSWER and plain not in NODS


def told(roll: Roll, texts: Sequence[str], most: int = -1) -> Iterator[tuple[int, str, Sequence[int]]]:
    """Of many texts, as heard, those in which cues are to be tried, with these, and those of at most so many characters."""
    base = 0
    for heard in roll.crowd.overhear(texts):
        called = roll.called(heard)
        short = {n for n, text in enumerate(heard.texts) if len(text) <= most} if most >= 0 else NONE
        for n in sorted(called.keys() | heard.long_way | short):
            if n in heard.long_way:
                each = roll.crowd.ear.hear(heard.texts[n])
                yield base + n, each.plain, roll.summons.called(each.marks, each.plain)
            else:
                yield base + n, heard.plain(n), called.get(n, [])
        base += len(heard.texts)


@functools.cache
def shipped_signs() -> Mapping[str, Mapping[str, Any]]:
    """What signals.yaml says of each signal, its words put in their places."""
    written = shipped_data("kefu.checks", "signals.yaml")
    words: dict[str, str] = {}
    for name, group in written.pop("words").items():
        words[name] = spelled_out(str(group), words)
    out: Mapping[str, Mapping[str, Any]] = spelled_out(written, words)
    return out
