"""A paper: questions drawn from the pool by a seed, mixed by type, topic and difficulty."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from kefu.exams.pool import pool
from kefu.exams.question import BLANK, LETTERS, Draft, Question, Type
from kefu.rulebook.book import Book
from kefu.rulebook.citation import provenance
from kefu.rulebook.pack import Rule
from kefu.rulebook.standing import Evidence
from kefu.vocabulary.ids import PLATFORMS, Platform

MIX: Final[dict[Type, int]] = {"true_false": 15, "fill": 5, "single": 13, "multi": 5}
"""How many of each type the paper of the trade has that the seeds show (S1-91)."""
POINTS: Final[dict[Type, int]] = {"true_false": 2, "fill": 4, "single": 2, "multi": 3}
"""What one question of each type is worth in it."""
_ORDER: Final = tuple(MIX)
_SHARES: Final = {"own": 6, "law": 2, "house": 2}
"""Of ten questions six are on the platform's own clauses, two on the law, two on good practice."""
_OPTIONS: Final = 4


@dataclass(frozen=True, slots=True)
class Request:
    """What kind of paper is wanted.

    Attributes:
        basis: `latest`, or `seeds` for what the seed documents state alone.
        topics, difficulties: how much of each, in any numbers; empty = as it comes. What is not named is left out.
    """

    platform: Platform
    day: date
    basis: Evidence = "latest"
    count: int = 38
    seed: int = 1
    topics: Mapping[str, int] = field(default_factory=dict)
    difficulties: Mapping[str, int] = field(default_factory=dict)


def paper(book: Book, request: Request, own: Sequence[Question] = ()) -> tuple[Question, ...]:
    """The paper that a request asks for: the same seed, the same paper on every machine.

    Args:
        own: a shop's own questions, which go first; those whose clause does not hold on that day are left out.

    Returns:
        The questions, by type in the order in which they are printed; fewer than asked for where there are no more.
    """
    chance = random.Random(request.seed)
    kept = _own(book, request, own, chance)
    drafts = [
        each
        for each in pool(book, request.platform, request.day, request.basis)
        if _wanted(each.rule, each.difficulty, request)
    ]
    chance.shuffle(drafts)
    picked: list[Draft] = []
    wants = quotas(request.count)
    for each in kept:
        wants[each.type] -= 1
    for kind in sorted(_ORDER, key=lambda kind: sum(each.type == kind for each in drafts)):
        picked += _picked([each for each in drafts if each.type == kind], wants[kind], picked, request)
    if (missing := request.count - len(kept) - len(picked)) > 0:
        picked += _picked([each for each in drafts if each not in picked], missing, picked, request)
    picked.sort(key=lambda each: _ORDER.index(each.type))
    truths = _truths(picked, chance)
    drawn = [asked(each, request.platform, chance, truths.get(each.id)) for each in picked]
    return tuple(sorted([*kept, *drawn], key=lambda each: _ORDER.index(each.type)))


def _own(book: Book, request: Request, own: Sequence[Question], chance: random.Random) -> list[Question]:
    """As many of a shop's own questions as a paper has room for by their types."""
    fitting = [
        each
        for each in sorted(own, key=lambda each: each.id)
        if each.platform in (None, request.platform)
        and book.standing(each.clause, request.platform, request.day, request.basis).holds
        and _wanted(book.get(each.clause), each.difficulty, request)
    ]
    chance.shuffle(fitting)
    wants = quotas(request.count)
    kept = []
    for each in fitting:
        if wants[each.type] > 0:
            wants[each.type] -= 1
            kept.append(replace(each, platform=request.platform))
    return kept


def quotas(count: int) -> dict[Type, int]:
    """How many of each type a paper has, in the mix of the trade's own.

    >>> quotas(38), quotas(10)
    ({'true_false': 15, 'fill': 5, 'single': 13, 'multi': 5}, {'true_false': 4, 'fill': 1, 'single': 4, 'multi': 1})
    """
    return dict(zip(MIX, _shared(count, list(MIX.values())), strict=True))


def _shared(count: int, weights: Sequence[int]) -> list[int]:
    """A number shared out by weights, the largest remainders rounded up."""
    whole = sum(weights)
    shares = [count * weight // whole for weight in weights]
    rest = sorted(range(len(weights)), key=lambda n: (-(count * weights[n] % whole), n))
    for n in rest[: count - sum(shares)]:
        shares[n] += 1
    return shares


def _wanted(rule: Rule, difficulty: str, request: Request) -> bool:
    return (not request.topics or rule.topic in request.topics) and (
        not request.difficulties or difficulty in request.difficulties
    )


def _picked(drafts: Sequence[Draft], count: int, before: Sequence[Draft], request: Request) -> list[Draft]:
    """So many of these, spread over clauses, over who lays them down, over topics and over difficulties."""
    left, out = list(drafts), list[Draft]()
    clauses = Counter(each.rule.id for each in before)
    folders = Counter(_folder(each) for each in before)
    topics = Counter(each.rule.topic for each in before)
    levels = Counter(each.difficulty for each in before)
    while left and len(out) < count:
        best = min(
            range(len(left)),
            key=lambda n: (
                clauses[left[n].rule.id],
                levels[left[n].difficulty] / max(1, request.difficulties.get(left[n].difficulty, 1))
                if request.difficulties
                else 0,
                0 if request.topics else folders[_folder(left[n])] // _SHARES[_folder(left[n])],
                topics[left[n].rule.topic] / max(1, request.topics.get(left[n].rule.topic, 1)),
                n,
            ),
        )
        one = left.pop(best)
        clauses[one.rule.id] += 1
        folders[_folder(one)] += 1
        topics[one.rule.topic] += 1
        levels[one.difficulty] += 1
        out.append(one)
    return out


def _folder(draft: Draft) -> str:
    return "own" if draft.rule.folder in PLATFORMS else draft.rule.folder


def _truths(picked: Sequence[Draft], chance: random.Random) -> dict[str, bool]:
    """Which statements are put as they are true: half of them where they can be put either way."""
    statements = [each for each in picked if each.type == "true_false"]
    either = [each.id for each in statements if each.text and each.false]
    fixed = {each.id: bool(each.text) for each in statements if each.id not in either}
    wanted = len(statements) // 2 - sum(fixed.values())
    chance.shuffle(either)
    return fixed | {id: n < wanted for n, id in enumerate(either)}


def asked(draft: Draft, platform: Platform, chance: random.Random, truth: bool | None = None) -> Question:
    """A draft as a paper prints it."""
    text, options, key = draft.text, tuple[str, ...](), draft.right
    told: bool | str | tuple[str, ...] = key
    if draft.type == "true_false":
        told = bool(truth)
        text = draft.text if truth else draft.false
    elif draft.type in ("single", "multi"):
        options, told = _options(draft, chance)
    rule = draft.rule
    return Question(
        draft.id, draft.type, text, options, POINTS[draft.type], told, rule.id, why(draft), platform, rule.topic,
        draft.difficulty, draft.confusion, rule.status, rule.dated.isoformat() if rule.dated else "",
    )  # fmt: skip


def _options(draft: Draft, chance: random.Random) -> tuple[tuple[str, ...], str | tuple[str, ...]]:
    """The options in the order in which they are printed, and the letters of the right ones."""
    wrong = list(draft.wrong)
    if draft.type == "single":
        wrong = _ranked(draft, chance) if draft.ordered else [wrong[0], *chance.sample(wrong[1:], _OPTIONS - 2)]
    else:
        wrong = wrong[: max(_OPTIONS, len(draft.right) + 2) - len(draft.right)]
    options = [*draft.right, *wrong]
    if draft.ordered:
        options.sort(key=_size)
    else:
        chance.shuffle(options)
    letters = tuple(LETTERS[n] for n, option in enumerate(options) if option in draft.right)
    return tuple(options), letters[0] if draft.type == "single" else letters


def _ranked(draft: Draft, chance: random.Random) -> list[str]:
    """Wrong numbers for options in order: the likeliest mistake, and others so that the right one has no usual place."""
    right = _size(draft.right[0])
    small = [each for each in draft.wrong if _size(each) < right]
    large = [each for each in draft.wrong if each not in small]
    wanted = _OPTIONS - 1
    fewest, most = max(0, wanted - len(large)), min(wanted, len(small))
    if draft.wrong[0] in small:
        fewest = max(1, fewest)
    else:
        most = min(wanted - 1, most)
    count = chance.randint(fewest, max(fewest, most))
    return [*small[:count], *large[: wanted - count]]


def _size(option: str) -> tuple[float, str]:
    digits = "".join(sign for sign in option if sign.isdigit() or sign == ".")
    return (float(digits) if digits.strip(".") else 0.0) * (10_000 if "万" in option else 1), option


def why(draft: Draft) -> str:
    """The clause behind a question, how sure and how old it is, and what the wrong answers come from."""
    rule = draft.rule
    law = f"《{rule.source[0].title}》" if rule.folder == "law" else ""
    note = f"{draft.note}。" if draft.note else ""
    return f"{note}依据：{rule.clause.zh}（{law}{rule.id}，{provenance(rule)}）"


__all__ = ["BLANK", "MIX", "POINTS", "Request", "asked", "paper", "quotas", "why"]
