"""Facts without a rule come to light, and so do rules whose facts nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from kefu.rulebook.book import Book
from kefu.rulebook.coverage import cover, kept_reasons
from kefu.rulebook.proof import Faulty
from kefu.rulebook.proofreading import read_pack
from kefu.vocabulary.errors import KefuError

SAMPLE = (Path(__file__).parent / "invoice.yaml").read_text(encoding="utf-8")
FACTS = """\
facts:
- {id: tmall.invoice.points6.seed, topic: invoice, statement: Six points., parameters: {points: 6}}
- {id: tmall.words, topic: reply, statement: Be kind., parameters: {words: [您好]}}
- {id: tmall.deep, topic: reply, statement: Three., parameters: {nodes: [{at: {days: 3}}]}}
"""


@pytest.fixture
def book() -> Book:
    pack, _ = read_pack(SAMPLE.encode(), "f")
    assert pack is not None
    return Book([pack])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tmall.yaml").write_text(FACTS, encoding="utf-8")
    return tmp_path


def test_a_fact_that_no_rule_names_is_uncovered(book: Book, folder: Path) -> None:
    found = cover(book, folder, {"tmall.words": "only a greeting"})
    assert [(fact.id, fact.numbered, why) for fact, why in found.uncovered] == [
        ("tmall.words", False, "only a greeting"),
        ("tmall.deep", True, ""),
    ]
    assert not found.sound


def test_up_to_one_fact_in_ten_may_go_without_a_rule_for_a_reason(book: Book, folder: Path) -> None:
    more = "".join(f"- {{id: extra.{n}, topic: x, statement: x, parameters: {{}}}}\n" for n in range(8))
    text = FACTS.replace(
        "- {id: tmall.deep, topic: reply, statement: Three., parameters: {nodes: [{at: {days: 3}}]}}\n", ""
    )
    (folder / "tmall.yaml").write_text(text + more, encoding="utf-8")
    covering = SAMPLE.replace(
        "[tmall.invoice.points6.seed]", f"[tmall.invoice.points6.seed, {', '.join(f'extra.{n}' for n in range(8))}]"
    )
    pack, faults = read_pack(covering.encode(), "f")
    assert pack is not None and not faults
    assert cover(Book([pack]), folder, {"tmall.words": "only a greeting"}).sound
    assert not cover(Book([pack]), folder, {}).sound


def test_a_rule_that_names_an_unknown_fact_and_an_idle_reason_are_told(book: Book, folder: Path) -> None:
    (folder / "tmall.yaml").write_text(FACTS.replace("points6.seed", "points.other"), encoding="utf-8")
    found = cover(book, folder, {"gone.fact": "x"})
    assert found.strangers == (("tmall.invoice.points", "tmall.invoice.points6.seed"),)
    assert found.idle == ("gone.fact",)


def test_conduct_rules_of_the_folder_must_be_laid_down(book: Book, folder: Path) -> None:
    (folder / "words.yaml").write_text("rules:\n- {id: ad.superlative}\n", encoding="utf-8")
    assert cover(book, folder, {}).without_conduct == ("ad.superlative",)


def test_a_folder_without_facts_is_refused(book: Book, tmp_path: Path) -> None:
    with pytest.raises(KefuError, match="no facts here"):
        cover(book, tmp_path, {})


def test_kept_reasons_are_read_and_proofread(tmp_path: Path) -> None:
    file = tmp_path / "uncovered.yaml"
    assert kept_reasons(file) == {}
    file.write_text("uncovered:\n- {fact: a.b, reason: only a greeting}\n", encoding="utf-8")
    assert kept_reasons(file) == {"a.b": "only a greeting"}
    file.write_text("uncovered:\n- {fact: a.b}\n- {fact: a.b, reason: x}\n", encoding="utf-8")
    with pytest.raises(Faulty) as caught:
        kept_reasons(file)
    assert len(caught.value.faults) == 2
