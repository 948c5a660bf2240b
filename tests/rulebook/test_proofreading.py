"""Rule files with faults are refused, and every fault names file, line, field and mend."""

from __future__ import annotations

from pathlib import Path

import pytest

from kefu.rulebook.proofreading import read_pack
from kefu.rulebook.shelf import proofread

GOOD = (Path(__file__).parent / "invoice.yaml").read_text(encoding="utf-8")


def faults(text: str) -> list[str]:
    return [str(fault) for fault in read_pack(text.encode(), "rules/tmall/invoice.yaml", "tmall/invoice")[1]]


def test_a_good_file_has_no_fault_and_keeps_what_it_says() -> None:
    pack, found = read_pack(GOOD.encode(), "f", "tmall/invoice")
    assert found == []
    assert pack is not None
    (rule,) = pack.rules
    assert rule.parameters == {"points": "6 points", "fee_allowed": False}
    assert rule.platforms == ("tmall",)
    assert rule.line == 4
    assert [str(example.on or example.text) for example in rule.examples.yes] == ["特价商品不开发票哦", "2024-05-01"]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("kind: points", "kind: point", 5, "kind: `point` is not known; use one of: conduct clock"),
        ("topic: invoice", "topic: invoices", 6, "topic: `invoices` is not known"),
        ("since: 2023-06-26", "since: 2023-02-30", 7, "since: the calendar has no 2023-02-30"),
        ("since: 2023-06-26", "since: spring", 7, "since: must be a date"),
        ("status: reported", "status: rumour", 8, "status: `rumour` is not known"),
        ("basis: seed", "basis: page", 9, "basis: is page, but no source is"),
        ("basis: seed", "basis: house", 9, "basis: is house in a platform's folder"),
        ("6 points,", "6,", 10, "parameters.points: 6 has no unit"),
        ("6 points,", "6 apples,", 10, "parameters.points: the unit 'apples' is not known"),
        ("6 points,", "1-3 days,", 10, "parameters.points: `1-3 days` is a range"),
        (", en: An upheld invoice violation costs 6 points each time.", "", 11, "clause.en: is missing"),
        ("grounds: [invoice.refusal]", "grounds: [invoice.refuse]", 13, "`invoice.refuse` is no conduct rule"),
        ("facts: [", "where: {invoice.false: 收据}\n  facts: [", 16, "`invoice.false` is none of the rule's grounds"),
        ("facts: [", "where: 收据\n  facts: [", 16, "where: must be a map"),
        ("facts: [", "serious: 48 分\n  facts: [", 16, "serious: must be a map"),
        ("facts: [tmall.invoice.points6.seed]", "facts: []", 16, "facts: names none"),
        ("id: tmall.invoice.points", "id: jd.invoice.points", 4, "does not begin with its folder `tmall.`"),
        ("kind: points", "platforms: [tmall]\n  kind: points", 5, "platforms: the folder already says tmall"),
        ("kind: points", "colour: red\n  kind: points", 5, "colour: no such field"),
        ("kind: points", "kind: points\n  kind: ladder", 6, "the key `kind` stands twice"),
        ("kind: points", "kind: &a points", 5, "an anchor or alias (a)"),
        ("kind: points", "&a kind: points", 5, "an anchor or alias (a)"),
        ("kind: points", "!!str kind: points", 5, "a tag"),
        ("kind: points", "kind: !!python/name:os.system x", 5, "a tag"),
        ("book: tmall/invoice", "book: tmall/invoices", 1, "book: says `tmall/invoices`, but the file is"),
    ],
)
def test_a_fault_names_file_line_field_and_mend(old: str, new: str, line: int, said: str) -> None:
    assert GOOD.count(old) >= 1
    found = faults(GOOD.replace(old, new, 1))
    assert any(text.startswith(f"rules/tmall/invoice.yaml:{line}: ") and said in text for text in found), found


def test_all_faults_are_told_together() -> None:
    found = faults(GOOD.replace("kind: points", "kind: x").replace("status: reported", "status: y"))
    assert len(found) == 2


def test_conflicts_must_be_mutual_and_ids_unique(tmp_path: Path) -> None:
    folder = tmp_path / "rules" / "tmall"
    folder.mkdir(parents=True)
    one = GOOD.replace("  facts:", "  conflicts_with: [tmall.invoice.older]\n  facts:")
    (folder / "invoice.yaml").write_text(one, encoding="utf-8")
    assert proofread([folder], whole=False)[1] == []
    assert "no rule is called `tmall.invoice.older`" in str(proofread([folder], whole=True)[1][0])
    older = GOOD.replace("tmall/invoice", "tmall/older").replace("tmall.invoice.points\n", "tmall.invoice.older\n")
    (folder / "older.yaml").write_text(older, encoding="utf-8")
    (fault,) = proofread([folder], whole=False)[1]
    assert "does not name it back" in str(fault)
    (folder / "older.yaml").write_text(GOOD.replace("tmall/invoice", "tmall/older"), encoding="utf-8")
    assert "has this id already" in str(proofread([folder], whole=False)[1][0])
