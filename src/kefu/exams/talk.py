"""Questions on what may be said: they show the sentences that stand as examples in the rules."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from kefu.exams.question import Confusion, Difficulty, Draft, Type
from kefu.exams.quoting import chosen, plain_title
from kefu.rulebook.names import TOPIC_NAMES
from kefu.rulebook.pack import Example, Rule
from kefu.vocabulary.ids import CONDUCT, PLATFORM_NAMES, PLATFORMS, Platform
from kefu.vocabulary.shipped import shipped_data

_LONGEST: Final = 44
_MANY: Final = 3
_DISGUISE: Final = re.compile("[a-z]{3,}")
"""Pinyin: a disguise is for the guard to see through, not for people in an exam."""
_FITTING: Final[Mapping[str, tuple[str, ...]]] = {
    "harassment": ("contact.harassment", "abuse"), "counterfeit": ("goods",), "quality": ("goods",), "advertising": ("ad",),
    "third_party": ("platform", "contact"), "wording": ("platform.term",), "return": ("refund",), "warranty": ("refund",),
}  # fmt: skip
"""Topics that are about conduct of another name; under any other the sentence may break more than the topic says."""


@functools.cache
def wording() -> dict[str, Any]:
    """How examiners put their questions."""
    told: dict[str, Any] = shipped_data("kefu.exams", "wording.yaml")
    return told


def spoken(rule: Rule, platform: Platform) -> list[Draft]:
    """The questions that a rule's own examples make: to find what breaks it, what keeps it, and which rule is broken."""
    yes = [each for each in rule.examples.yes if _plain(each, platform)]
    no = [each for each in rule.examples.no if _plain(each, platform)]
    if rule.id in CONDUCT and rule.id in wording()["talk"]:
        return _conduct(rule, yes, no)
    drafts = []
    if yes and no and rule.grounds:
        drafts.append(_judged(rule, yes[0], no[0]))
    if len(rule.grounds) == 1 and len(yes) > 1:
        drafts += _named(rule, rule.grounds[0], yes[1])
    return drafts


def _plain(each: Example, platform: Platform) -> bool:
    """Whether an example can be shown without telling more than its words."""
    bare = each.text and each.role == "agent" and not (each.history or each.at or each.order or each.shop)
    shown = each.text not in wording()["unclear"]
    return bool(bare) and shown and len(each.text) <= _LONGEST and each.platform in (None, platform)


def _conduct(rule: Rule, yes: Sequence[Example], no: Sequence[Example]) -> list[Draft]:
    """Which sentence breaks it, which does not, which all do: each shows sentences that the others do not."""
    words = wording()["talk"][rule.id]
    plainly = rule.id != "platform.mention"
    bare, clean = (
        _even([each.text for each in examples if not each.asked and not (plainly and _DISGUISE.search(each.text))])
        for examples in (yes, no)
    )
    drafts = []
    if len(bare) >= 1 and len(clean) >= 3:
        drafts.append(_choice(rule, "talk.bad", "single", words["bad"], bare[:1], clean[:3]))
        bare, clean = bare[1:], clean[3:]
    if len(bare) >= 3 and clean:
        near = min(clean, key=lambda text: (abs(len(text) - len(bare[0])), text))
        drafts.append(_choice(rule, "talk.good", "single", words["good"], [near], bare[:3]))
        bare, clean = bare[3:], [text for text in clean if text != near]
    if len(bare) >= 2 and len(clean) >= 2:
        count = min(_MANY, len(bare))
        drafts.append(_choice(rule, "talk.many", "multi", words["many"], bare[:count], clean[:2]))
        bare = bare[count:]
    if len(drafts) < _MANY and bare:
        drafts += _named(rule, rule.id, Example(bare[0]))
    return drafts


def _even(texts: list[str]) -> list[str]:
    """Sentences of middling length first, so that no option stands out by its length."""
    middle = sorted(map(len, texts))[len(texts) // 2] if texts else 0
    return sorted(texts, key=lambda text: (abs(len(text) - middle), text))


def _choice(
    rule: Rule,
    facet: str,
    kind: Type,
    text: str,
    right: Sequence[str],
    wrong: Sequence[str],
    level: Difficulty = "easy",
) -> Draft:
    """A choice between sentences."""
    return Draft(
        rule, facet, "talk", kind, "medium" if kind == "multi" else level, f"{text}：", right=_quoted(right),
        wrong=_quoted(wrong), note="选项都取自规则书为这一条写的正反例句",
    )  # fmt: skip


def _quoted(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"“{_inner(text)}”" for text in texts)


def _inner(text: str) -> str:
    """A sentence that may stand within marks of quotation."""
    return text.replace("“", "‘").replace("”", "’")


def _judged(rule: Rule, yes: Example, no: Example) -> Draft:
    """One sentence, and whether it may be said."""
    after = bool(yes.asked) and bool(no.asked)
    kind = "judged_after" if after else "judged"
    ways, breaks = wording()[kind], wording()["breaks_after" if after else "breaks"]
    n = chosen(rule, len(ways))
    bad, good = (ways[n].format(said=_said(each, after), place=place(rule)) for each in (yes, no))
    true, false = (bad, good) if breaks[n] else (good, bad)
    note = f"这一条的反例：“{_inner(yes.text)}”；正例：“{_inner(no.text)}”"
    confusion: Confusion = "talk"
    return Draft(rule, "talk.judge", confusion, "true_false", "easy", true, false=false, note=note)


def _said(each: Example, after: bool) -> str:
    """A sentence, or a dialogue, as a question shows it."""
    said = f"“{_inner(each.text).rstrip('。')}。”"
    return f"买家：“{_inner(each.asked)}”客服：{said}" if after else said


def _named(rule: Rule, conduct: str, example: Example) -> list[Draft]:
    """Which conduct rule a sentence breaks."""
    if conduct not in wording()["talk"] or example.asked:
        return []
    ways = wording()["named"]
    text = ways[chosen(rule, len(ways))].format(said=f"“{_inner(example.text).rstrip('。')}。”")
    wrong = tuple(CONDUCT[name] for name in wording()["talk"][conduct]["near"])
    note = f"“{_inner(example.text)}”是这一条的反例"
    return [
        Draft(
            rule, "talk.name", "talk", "single", "easy", f"{text}？", right=(CONDUCT[conduct],), wrong=wrong, note=note
        )
    ]


def place(rule: Rule) -> str:
    """The rules that a clause belongs to, as a question names them."""
    grounds = {name for ground in rule.grounds for name in (ground, ground.partition(".")[0])}
    fits = rule.topic in grounds or not grounds.isdisjoint(_FITTING.get(rule.topic, ()))
    about = f"关于{TOPIC_NAMES[rule.topic][0]}" if fits else ""
    if rule.folder == "law":
        return f"《{plain_title(rule)}》"
    if rule.folder in PLATFORMS:
        return f"{PLATFORM_NAMES[rule.folder][0]}{about}的规定"
    return f"客服规范{about}的要求"
