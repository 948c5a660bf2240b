"""Questions on what may be said: scenes that an examiner wrote for each conduct rule, and the examples of the other rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from kefu.exams.question import Draft
from kefu.exams.quoting import chosen, ended, plain_title
from kefu.exams.wording import scenes, wording
from kefu.rulebook.book import Book
from kefu.rulebook.names import TOPIC_NAMES
from kefu.rulebook.pack import Example, Rule
from kefu.vocabulary.ids import CONDUCT, PLATFORM_NAMES, PLATFORMS, Platform

_LONGEST: Final = 44
_FITTING: Final[Mapping[str, tuple[str, ...]]] = {
    "harassment": ("contact.harassment", "abuse"), "counterfeit": ("goods",), "quality": ("goods",), "advertising": ("ad",),
    "third_party": ("platform", "contact"), "wording": ("platform.term",), "return": ("refund",), "warranty": ("refund",),
}  # fmt: skip
"""Topics that are about conduct of another name; under any other the sentence may break more than the topic says."""


def spoken(book: Book, rule: Rule, platform: Platform) -> list[Draft]:
    """What may be said under a rule: which sentence breaks it, which keeps it, and which conduct rule is broken."""
    if rule.id in CONDUCT and rule.id in scenes():
        return _conduct(rule)
    yes = [each for each in rule.examples.yes if _plain(each, platform)]
    no = [each for each in rule.examples.no if _plain(each, platform)]
    drafts = []
    if yes and no and rule.grounds and rule.id not in wording()["unjudged"]:
        drafts.append(_judged(rule, yes[0], no[0]))
    if len(rule.grounds) == 1 and len(yes) > 1 and rule.grounds[0] in book:
        drafts += _named(rule, book.get(rule.grounds[0]), yes[1])
    return drafts


def _plain(each: Example, platform: Platform) -> bool:
    """Whether an example can be shown without telling more than its words."""
    bare = each.text and each.role == "agent" and not (each.history or each.at or each.order or each.shop)
    shown = each.text not in wording()["unclear"]
    return bool(bare) and shown and len(each.text) <= _LONGEST and each.platform in (None, platform)


def _conduct(rule: Rule) -> list[Draft]:
    """Of the replies in a scene the one that breaks a conduct rule, the one that keeps it, and all that break it."""
    told = scenes()[rule.id]
    scene, breaks, *keep = told["bad"]
    other, keeps, *broken = told["good"]
    whole, many, few = told["many"]
    return [
        Draft(
            rule, "talk.bad", "talk", "single", "easy", ended(scene), right=_quoted([breaks]), wrong=_quoted(keep),
            note=f"{_quoted([breaks])[0]}违反这一条，其余各句都没有违反",
        ),
        Draft(
            rule, "talk.good", "talk", "single", "easy", ended(other), right=_quoted([keeps]), wrong=_quoted(broken),
            note=f"{_quoted([keeps])[0]}合乎这一条，其余各句都违反了",
        ),
        Draft(
            rule, "talk.many", "talk", "multi", "medium", ended(whole), right=_quoted(many), wrong=_quoted(few),
            note=f"{'、'.join(_quoted(few))}没有违反这一条",
        ),
    ]  # fmt: skip


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
    note = f"不能说：“{_inner(yes.text)}”；可以说：“{_inner(no.text)}”"
    return Draft(rule, "talk.judge", "talk", "true_false", "easy", true, false=false, note=note)


def _said(each: Example, after: bool) -> str:
    """A sentence, or a dialogue, as a question shows it."""
    said = f"“{_inner(each.text).rstrip('。')}。”"
    return f"买家：“{_inner(each.asked)}”客服：{said}" if after else said


def _named(rule: Rule, conduct: Rule, example: Example) -> list[Draft]:
    """Which conduct rule a sentence breaks."""
    near = wording()["near"].get(conduct.id)
    if near is None or example.asked:
        return []
    ways = wording()["named"]
    said = f"“{_inner(example.text).rstrip('。')}。”"
    text = ended(ways[chosen(rule, len(ways))].format(said=said))
    name = CONDUCT[conduct.id]
    note = f"这句话属于“{name}”：{conduct.clause.zh.rstrip('。')}（{conduct.id}）"
    return [
        Draft(
            rule, "talk.name", "talk", "single", "easy", text, right=(name,), wrong=tuple(CONDUCT[id] for id in near),
            note=note,
        )
    ]  # fmt: skip


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
