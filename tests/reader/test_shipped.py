"""The weights that ship: they load, they read as they did where they were made, and they say what the README says."""

from __future__ import annotations

from importlib import resources

import pytest

from kefu import Guard, Message, Turn
from kefu.reader.model import CARD, WEIGHTS, Reader, reader_of, session_of, shipped_reader
from kefu.reader.probes import TOLERANCE, apart, shipped_probes
from kefu.vocabulary.errors import KefuError

FOLDER = resources.files("kefu.reader").joinpath("weights")
MOST = 25 * 1024 * 1024


@pytest.fixture(scope="module")
def guard() -> Guard:
    return Guard.load(platform="tmall")


def test_they_are_small() -> None:
    assert sum(len(each.read_bytes()) for each in FOLDER.iterdir()) <= MOST


def test_this_machine_reads_as_the_one_that_made_them() -> None:
    shipped = shipped_reader()
    assert apart(Reader(shipped.card, shipped.run), shipped_probes()) <= TOLERANCE


def test_the_guard_reads_with_them(guard: Guard) -> None:
    assert guard.meaning is not None and guard.unread is None


def test_a_violation_that_no_word_betrays_is_found_and_its_clean_twin_passes(guard: Guard) -> None:
    report = guard.check("盒子都拆了 这我们没法再卖 就这样吧")
    assert {each.rule for each in report.findings if each.alarm} & {"refund.obstacle", "refund.refusal"}
    finding = next(each for each in report.findings if each.alarm)
    assert finding.clause and finding.advice
    assert not guard.check("盒子拆了也没关系，我们照样给您退").alarmed


@pytest.mark.parametrize(
    "said", ["您好", "在的亲，请问有什么可以帮您", "好的，稍等我查一下", "已经在派送了，今天应该能到"]
)
def test_ordinary_talk_passes(guard: Guard, said: str) -> None:
    assert not guard.check(said).alarmed


def test_an_answer_is_judged_by_what_was_asked(guard: Guard) -> None:
    asked = Message("可以的呢", history=[Turn("buyer", "那我加你微信直接转你，便宜点行吗")])
    assert guard.check(asked).alarmed
    assert not guard.check(Message("可以的呢", history=[Turn("buyer", "明天能发货吗")])).alarmed


def test_a_truncated_or_swapped_file_is_refused() -> None:
    card = shipped_reader().card
    weights = FOLDER.joinpath(WEIGHTS).read_bytes()
    for bad in (weights[:-1], b"another" + weights):
        with pytest.raises(KefuError, match="checksum"):
            reader_of(card, bad)
    with pytest.raises(KefuError, match="loaded"):
        session_of(weights[:1000])


def test_the_card_names_what_it_was_taught_with() -> None:
    card = shipped_reader().card
    assert len(card.data) == 64 and FOLDER.joinpath(CARD).is_file()
