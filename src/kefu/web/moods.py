"""How buyers felt over their conversations: a small chart of all, and a strip of one."""

from __future__ import annotations

from typing import Final

from kefu.actions.courses import ENDS, MOODS, turned
from kefu.actions.digest import Digest
from kefu.vocabulary.ids import EMOTIONS
from kefu.web.chapters import table
from kefu.web.markup import Child, Html, tag
from kefu.web.words import EMOTION, Pair, both, number, pair

TURN: Final[dict[str, Pair]] = {
    "better": ("情绪变好", "Ended better"),
    "same": ("没有变化", "Ended as they began"),
    "worse": ("情绪变差", "Ended worse"),
}


def strip(moods: str) -> Html | None:
    """How a buyer felt from message to message; None where it is not known.

    Args:
        moods: letters of `MOODS`; of very many the first and the last `ENDS`.
    """
    if not moods:
        return None
    began, ended = EMOTION[MOODS[moods[0]]], EMOTION[MOODS[moods[-1]]]
    told = both(began[0], began[1])
    if len(moods) > 1:
        told = both(f"{began[0]} → {ended[0]}", f"{began[1]} → {ended[1]}")
    marks = [tag("i", class_=MOODS[letter], title=" ".join(EMOTION[MOODS[letter]])) for letter in moods]
    if len(moods) == 2 * ENDS:
        marks.insert(ENDS, tag("b", "…"))
    return tag("div", tag("span", marks, class_="strip", aria_hidden="true"), tag("small", told), class_="mood")


def turns(digest: Digest) -> Html | None:
    """How many conversations ended better or worse than they began; None where it is not known."""
    counts = turned(digest.turns.items())
    every = sum(counts.values())
    if not every:
        return None
    bars = [
        tag("span", class_=f"turn {name}", style=f"flex-grow:{times}", title=f"{TURN[name][0]} {times}")
        for name, times in counts.items()
        if times
    ]
    legend = [
        tag("li", pair(TURN[name]), f" {number(times)}", f" · {times / every:.0%}", class_=name)
        for name, times in counts.items()
    ]
    heads: list[tuple[Child, str]] = [
        (both("开头 \\ 结尾", "Began \\ ended"), ""), *((pair(EMOTION[ended]), "n") for ended in EMOTIONS)
    ]  # fmt: skip
    rows = (
        [pair(EMOTION[began]), *(number(digest.turns.get((began, ended), 0)) for ended in EMOTIONS)]
        for began in EMOTIONS
    )
    return tag(
        "figure",
        tag("figcaption", both("买家第一句到最后一句的情绪", "The buyer's emotion, first message to last")),
        tag("div", bars, class_="turns"),
        tag("ul", legend, class_="legend turned"),
        tag("details", tag("summary", both("看数字（会话数）", "Numbers (conversations)")), table(heads, rows)),
        class_="moods",
    )
