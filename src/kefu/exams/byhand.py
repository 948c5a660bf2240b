"""Questions that an examiner wrote for single clauses: each hangs on the clause's own words or parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from kefu.exams.question import BLANK, Draft
from kefu.exams.quoting import around, chosen, closed, ended, opening
from kefu.exams.wording import by_hand
from kefu.rulebook.book import Book
from kefu.rulebook.pack import Rule

_MOST_RIGHT: Final = 3
_SIGNS: Final = re.compile(r"[\s“”‘’、，。]")


def asked_by_hand(book: Book, rule: Rule) -> list[Draft]:
    """The questions written for a clause, without those whose words are no longer its own."""
    return [draft for draft in (_draft(rule, entry) for entry in by_hand().get(rule.id, ())) if draft is not None]


def adrift(book: Book) -> Iterator[str]:
    """The questions that hang on words which their clause does not have (any more), one line each."""
    for id, entries in by_hand().items():
        if id not in book:
            yield f"{id}: there is no such rule"
            continue
        for n, entry in enumerate(entries, 1):
            if _draft(book.get(id), entry) is None:
                yield f"{id}: question {n} is not in the clause's words"


def _draft(rule: Rule, entry: Mapping[str, Any]) -> Draft | None:
    if "flip" in entry:
        return _flip(rule, *entry["flip"])
    if "say" in entry:
        true, false = entry["say"]
        return _say(rule, true, false, entry["in"])
    if "gap" in entry:
        return _gap(rule, entry["gap"])
    if "pick" in entry:
        return _pick(rule, entry)
    return _ask(rule, entry)


def _flip(rule: Rule, words: str, instead: str) -> Draft | None:
    """The clause, or the clause with words in it that those who err use."""
    text = rule.clause.zh
    at = text.find(words)
    if at < 0 or text.count(words) > 1:
        return None
    begin, end = around(text, [(at, at + len(words))])
    head = opening(rule, text[begin:end])
    true = closed(f"{head}{text[begin:end]}")
    false = closed(f"{head}{text[begin:at]}{instead}{text[at + len(words) : end]}")
    note = f"原文是“{words}”，不是“{instead}”"
    return Draft(rule, f"words.{words[:6]}", "term", "true_false", "easy", true, false=false, note=note)


def _say(rule: Rule, true: str, false: str, words: str) -> Draft | None:
    """What the clause says in an examiner's words, and what those who err say."""
    if not _says(rule, words):
        return None
    note = f"条款说的是“{words}”"
    return Draft(rule, f"words.{words[:6]}", "term", "true_false", "easy", closed(true), false=closed(false), note=note)


def _gap(rule: Rule, words: Sequence[str]) -> Draft | None:
    """The clause with words left out."""
    text = rule.clause.zh
    spans = [(text.find(word), text.find(word) + len(word)) for word in words]
    if any(at < 0 for at, _ in spans):
        return None
    begin, end = around(text, spans)
    parts, at = [opening(rule, text[begin:end])], begin
    for first, last in sorted(spans):
        parts += [text[at:first].rstrip(" "), BLANK]
        at = last
    parts.append(text[at:end].lstrip(" "))
    right = tuple(text[first:last] for first, last in sorted(spans))
    return Draft(
        rule, "gap", "term", "fill", "medium", closed(re.sub(rf"{BLANK} +", BLANK, "".join(parts))), right=right
    )


def _ask(rule: Rule, entry: Mapping[str, Any]) -> Draft | None:
    """One right answer, which the clause says."""
    if not _says(rule, entry.get("in", entry["right"])):
        return None
    wrong = tuple(entry["wrong"])
    ordered = (
        all(re.match(r"[\d一二三四五六七八九十]", each) for each in (entry["right"], *wrong)) and "元" in entry["right"]
    )
    return Draft(
        rule, f"ask.{entry['right'][:6]}", "term", "single", "medium", ended(entry["ask"]), right=(entry["right"],),
        wrong=wrong, note=f"条款说的是“{entry.get('in', entry['right'])}”", ordered=ordered,
    )  # fmt: skip


def _pick(rule: Rule, entry: Mapping[str, Any]) -> Draft | None:
    """Any number of right answers: a list among the parameters, or such as the clause says."""
    note = f"不在其列的：{'、'.join(entry['wrong'])}"
    if "of" in entry:
        listed = rule.parameters.get(entry["of"])
        if not isinstance(listed, (list, tuple)) or len(listed) < 2:
            return None
        most = 2 + chosen(rule, 2) if len(entry["wrong"]) > 1 else _MOST_RIGHT
        right = tuple(str(each) for each in listed)[:most]
        note = f"条款列明的是：{'、'.join(map(str, listed))}；{note}"
    elif _says(rule, entry["in"]):
        right = tuple(entry["right"])
    else:
        return None
    return Draft(
        rule, f"pick.{entry.get('of', 'list')}", "list", "multi", "medium", ended(entry["pick"]), right=right,
        wrong=tuple(entry["wrong"]), note=note,
    )  # fmt: skip


def _says(rule: Rule, words: str) -> bool:
    """Whether the clause has these words, whatever its marks and gaps."""
    return _SIGNS.sub("", words) in _SIGNS.sub("", rule.clause.zh)
