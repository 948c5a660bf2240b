"""What is typed into the page of `kefu reckon`, and what it says: by the scripts alone, and in a real browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import UTC, datetime
from typing import Any, Final

import pytest

from kefu.rulebook.shelf import load_book
from kefu.vocabulary.days import today
from kefu.vocabulary.events import EVENT_NAMES
from kefu.web.reckon import JUDGES, data, own

node = pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed")
NOW: Final = "2026-01-20T15:00:00"
INSTANTS: Final = {
    "2026-01-20 10:00:05": "2026-01-20T10:00:05", "2026/1/9 8:05": "2026-01-09T08:05:00", "2026年1月9日 8:05": "2026-01-09T08:05:00",
    "１月９日８点": "2026-01-09T08:00:00", "1-9 8点05分": "2026-01-09T08:05:00", "12-31 23:59": "2025-12-31T23:59:00", "2-3 10:00": "2026-02-03T10:00:00",
    "9:30": "2026-01-20T09:30:00", "昨天 10:00": "2026-01-19T10:00:00", "tomorrow 10:00": "2026-01-21T10:00:00",
    "2026-01-20T10:00:00+08:00": "2026-01-20T10:00:00", "2026-01-20T02:00:00.5Z": "2026-01-20T10:00:00", "2026-01-20T02:30:00-01:30": "2026-01-20T12:00:00",
    "2024-02-29 10:00": "2024-02-29T10:00:00", "": None, "2026-02-30 10:00": "day", "2026-13-01 10:00": "day", "2025-02-29 10:00": "day", "1-20 24:30": "time",
    "1-20 10:61": "time", "1-20": "timeless", "下周": "instant", "2026-01-20 10:00 起": "instant", "1998-01-20 10:00": "year",
}  # fmt: skip
SUMS: Final = {
    "59.90": "59.90", "800": "800.00", "59.9": "59.90", "￥1,299.00": "1299.00", "５９．９０ 元": "59.90", " 0 ": "0.00", "": None, "-5": "negative",
    "1,29": "sum", "59.905": "fen", "abc": "sum", "1e5": "sum", "1234567890123": "large", "5.": "sum",
}  # fmt: skip
POINTS: Final = {
    "11": 11000,
    "0.5": 500,
    "12 分": 12000,
    "": None,
    "-1": "points",
    "1.0005": "points",
    "900000": "points",
    "x": "points",
}
CHANCES: Final = {
    "50": "0.50",
    "33.3%": "0.333",
    "0": "0.00",
    "100": "1.00",
    "101": "chance",
    "": None,
    "half": "chance",
}
COUNTS: Final = {"1": 1, "95": 95, "０３": 3, "0": "count", "1.5": "count", "-1": "count", "100001": "count", "": None}


def told(program: str) -> Any:
    """What the scripts of the page without a document answer."""
    names = [*JUDGES, "fields.js", "charts.js", "words.js"]
    source = "\n".join([*map(own, names), f"console.log(JSON.stringify((() => {{ {program} }})()));"])
    done = subprocess.run(["node", "-"], input=source.encode(), capture_output=True, check=True, timeout=60)
    return json.loads(done.stdout)


def read(call: str, texts: dict[str, Any]) -> dict[str, Any]:
    """What a reader of fields makes of each text: the value, or the word for what is wrong."""
    program = f"return {json.dumps(list(texts))}.map((text) => {{ const said = {call}; return said.error ?? said.value ?? null; }});"
    return dict(zip(texts, told(program), strict=True))


@node
def test_instants_are_read_as_desks_write_them_and_days_that_do_not_exist_are_refused() -> None:
    found = read(f'readInstant(text, instant("{NOW}"), {{ first: 2023, last: 2030 }})', INSTANTS)
    assert {text: _iso(value) for text, value in found.items()} == INSTANTS


@node
def test_a_bare_day_is_its_last_second_where_a_day_is_meant() -> None:
    found = read(
        f'readInstant(text, instant("{NOW}"), {{ first: 2023, last: 2030 }}, true)', {"2026-03-01": 0, "明天": 0}
    )
    assert list(map(_iso, found.values())) == ["2026-03-01T23:59:59", "2026-01-21T23:59:59"]


def _iso(value: Any) -> Any:
    return datetime.fromtimestamp(value / 1000, UTC).isoformat()[:19] if isinstance(value, int) else value


@node
@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("readSum(text)", SUMS), ("readPoints(text)", POINTS), ("readChance(text)", CHANCES), ("readCount(text, 1, MOST_COUNT)", COUNTS),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them_and_nothing_else_is_taken_for_one(
    call: str, expected: dict[str, Any]
) -> None:
    assert read(call, expected) == expected


@node
def test_every_word_of_the_page_stands_in_both_languages_and_every_event_can_be_chosen() -> None:
    pairs, events = told(
        """const pairs = []; const walk = (each, path) => { for (const [key, value] of Object.entries(each)) {
  if (Array.isArray(value)) pairs.push([path + key, ...value.map((said) => [said].flat().join(""))]); else walk(value, `${path}${key}.`); } };
walk(WORDS, ""); return [pairs, Object.values(EVENT_GROUPS).flat()];"""
    )
    assert sorted(events) == sorted(EVENT_NAMES)
    assert len(pairs) > 150
    assert all(
        len(each) == 3 and each[1].strip() and each[2].strip() for each in pairs if not each[0].startswith("units")
    )
    exempt = {"language"}
    assert [
        path for path, _, en in pairs if path not in exempt and any("\u4e00" <= sign <= "\u9fff" for sign in en)
    ] == []
    places = [(path, zh, en) for path, zh, en in pairs if _places(zh) != _places(en)]
    assert not places, "what is filled in one language is not filled in the other"


@node
def test_every_term_of_the_platforms_has_its_english_word() -> None:
    held = data(load_book(), today())
    rules, shops = held["rules"].values(), [book for bases in held["books"].values() for book in bases.values()]
    goods = {word for term in held["terms"] for word in (*term.get("goods", ()), *term.get("not_for", ()))}
    programmes = {word for rule in rules for word in rule.get("programme", ())} | {
        term.get("service") for term in held["terms"]
    }
    families = [family for shop in shops for family in shop["points"]["families"]]
    graded = {degree for family in families for degree in family["choices"]} | {family["name"] for family in families}
    lacking = (goods | programmes | graded) - set(told("return Object.keys(TERMS);")) - {"", None}
    assert not lacking, "name them in TERMS of words.js"


def _places(words: str) -> set[str]:
    return {part.partition("}")[0] for part in words.split("{")[1:]}


@node
def test_the_timeline_keeps_a_far_deadline_off_the_scale_of_the_near_ones() -> None:
    program = """const at = (told) => instant(told), row = (due) => ({ name: "", told: "", state: "running", from: at("2026-03-01T10:00"), due: at(due), stopped: null });
const rows = [row("2026-03-03T10:00"), row("2026-03-04T10:00"), row("2027-03-01T10:00")];
const [left, right] = reach(rows, [{ at: at("2026-03-01T10:00"), number: 1 }], at("2026-03-02T10:00"));
return [iso(left), iso(right)];"""
    assert told(program) == ["2026-03-01T10:00:00", "2026-03-04T10:00:00"]
