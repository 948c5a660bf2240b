"""Counts the labelled messages for their card:

    PYTHONPATH=src python -m training.counts --write data/labelled/README.md

needs nothing but Kefu's own libraries.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from kefu.checks import Guard
from kefu.vocabulary.ids import CONDUCT, EMOTIONS, INTENTS, PLATFORMS, PROMISES, RISKS
from training.lines import LABELLED, lines, voices

MARK: Final = "<!-- counted -->"
"""In the card the counts stand behind this."""


def counted() -> Iterator[str]:
    """The counts as Markdown."""
    every = [*lines("train"), *lines("dev")]
    yield "| writer | side | trades | agents' | buyers' | promises |"
    yield "| --- | --- | --- | ---: | ---: | ---: |"
    for writer, voice in voices().items():
        own = Counter(line["of"] for line in every if line["writer"] == writer)
        if own:
            kinds = " | ".join(str(own[kind] or "") for kind in ("agents", "buyers", "promises"))
            yield f"| {writer}: {voice['who']} | {voice['side']} | {'、'.join(voice['trades'])} | {kinds} |"
    agents = [line for line in every if line["of"] == "agents"]
    yield f"\n{len(agents):,} messages of agents, {sum(not line['labels'] for line in agents):,} of them clean, "
    yield f"{sum(bool(line['history']) for line in agents):,} with what was said before. Violating ones that words alone do not see:"
    yield f"{unseen(agents):.0%} (`Guard.load(reader=False)`).\n"
    yield from table("rule", CONDUCT, Counter(label for line in agents for label in line["labels"]))
    yield ""
    yield from agreement(every)
    buyers = [line for line in every if line["of"] == "buyers"]
    yield f"\n{len(buyers):,} messages of buyers.\n"
    told = Counter(label for line in buyers for label in (*line["intent"], *line["risk"], line["emotion"]))
    yield from table("signal", (*INTENTS, *RISKS, *EMOTIONS), told)
    promising = [line for line in every if line["of"] == "promises"]
    idle = sum(not line["promises"] for line in promising)
    yield f"\n{len(promising):,} messages that promise or only sound so; {idle:,} promise nothing.\n"
    yield from table("promise", PROMISES, Counter(each["kind"] for line in promising for each in line["promises"]))


def table(name: str, labels: Any, count: Counter[str]) -> Iterator[str]:
    """Labels and how many messages have them, three in a row."""
    yield "| " + " | ".join([name, "messages"] * 3) + " |"
    yield "| " + " | ".join(["---", "---:"] * 3) + " |"
    some = [f"`{label}` | {count[label]}" for label in labels]
    some += ["|"] * (-len(some) % 3)
    for at in range(0, len(some), 3):
        yield "| " + " | ".join(some[at : at + 3]) + " |"


def agreement(every: list[dict[str, Any]]) -> Iterator[str]:
    """How far the second reader agrees with the labels as they were settled."""
    for kind, parts in SECOND.items():
        settled = {line["id"]: verdict(line) for line in every if line["of"] == kind}
        told = {
            name: parted(kind, rest)
            for path in sorted((LABELLED / "second").glob(f"{kind}-*.txt"))
            for name, rest in (line.split(" ", 1) for line in path.read_text(encoding="utf-8").splitlines())
            if name in settled
        }
        other = [sum(settled[name][n] != labels[n] for name, labels in told.items()) for n in range(len(parts))]
        count = max(1, len(told))
        differs = ", ".join(f"{part} in {n} ({n / count:.1%})" for part, n in zip(parts, other, strict=True))
        yield f"A second reader has labelled {len(told):,} of {len(settled):,} {kind} messages; he differs: {differs}."


SECOND: Final = {"agents": ("rules",), "buyers": ("intents", "risks", "emotion"), "promises": ("kinds",)}
"""What a second reader tells of each kind of message."""


def verdict(line: Mapping[str, Any]) -> tuple[frozenset[str], ...]:
    """What the labels of a message say, part by part."""
    if line["of"] == "agents":
        return (frozenset(line["labels"]),)
    if line["of"] == "buyers":
        return frozenset(line["intent"]), frozenset(line["risk"]), frozenset([line["emotion"]])
    return (frozenset(each["kind"] for each in line["promises"]),)


def parted(kind: str, said: str) -> tuple[frozenset[str], ...]:
    """What a line of a second reader says, part by part."""
    if kind == "promises":
        return (frozenset(each.strip().partition("~")[0] for each in said.split(";")) - {"-"},)
    return tuple(frozenset(each.split(",")) - {"-"} for each in said.split())


def unseen(agents: list[dict[str, Any]]) -> float:
    """The share of violating messages in which words alone find nothing of what is labelled."""
    guards = {platform: Guard.load(platform=platform, reader=False) for platform in PLATFORMS}
    bad = [line for line in agents if line["labels"]]
    seen = sum(
        any(each.rule in line["labels"] for each in guards[line["platform"]].check(line["text"]).findings)
        for line in bad
    )
    return 1 - seen / max(1, len(bad))


def main() -> None:
    """Print the counts, or write them into the card."""
    parser = argparse.ArgumentParser(prog="python -m training.counts", description="Count the labelled messages.")
    parser.add_argument("--write", type=Path)
    asked = parser.parse_args()
    told = "\n".join(counted())
    if asked.write is None:
        print(told)
        return
    card = asked.write.read_text(encoding="utf-8").partition(MARK)[0]
    asked.write.write_text(f"{card}{MARK}\n\n{told}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
