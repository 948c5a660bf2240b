"""The whole rulebook loads, fast from its cache, and a bad file is refused without a traceback."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu.rulebook.proof import Faulty
from kefu.rulebook.proofreading import read_pack
from kefu.rulebook.shelf import edition, load_book, shipped_rules
from kefu.vocabulary.errors import KefuError

GOOD = (Path(__file__).parent / "invoice.yaml").read_text(encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "rules" / "tmall"
    folder.mkdir(parents=True)
    (folder / "invoice.yaml").write_text(GOOD, encoding="utf-8")
    return tmp_path / "rules"


def test_the_cache_gives_back_the_same_book_and_a_changed_file_another(root: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = load_book(root, cache)
    assert len(list(cache.glob("rulebook-*.msgpack"))) == 1
    assert load_book(root, cache).packs == first.packs
    file = root / "tmall" / "invoice.yaml"
    file.write_text(GOOD.replace("6 points,", "4 points,"), encoding="utf-8")
    assert load_book(root, cache).rules[0].parameters["points"] == "4 points"


def test_an_edition_is_named_by_the_content_of_the_rules_wherever_they_lie(root: Path, tmp_path: Path) -> None:
    named = edition(root)
    assert len(named) == 12
    moved = root.rename(tmp_path / "elsewhere")
    assert edition(moved) == named
    (moved / "tmall" / "invoice.yaml").write_text(GOOD.replace("6 points,", "4 points,"), encoding="utf-8")
    assert edition(moved) != named
    with pytest.raises(KefuError, match="cannot be read"):
        edition(tmp_path / "nowhere")


def test_a_broken_cache_and_one_that_cannot_be_written_do_not_matter(root: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    load_book(root, cache)
    (kept,) = cache.glob("rulebook-*.msgpack")
    kept.write_bytes(b"\xc1 not a cache")
    assert len(load_book(root, cache).rules) == 1
    in_the_way = tmp_path / "file"
    in_the_way.write_text("", encoding="utf-8")
    assert len(load_book(root, in_the_way / "cache").rules) == 1


def test_old_caches_make_room(root: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for points in range(7):
        (root / "tmall" / "invoice.yaml").write_text(GOOD.replace("6 points,", f"{points} points,"), encoding="utf-8")
        load_book(root, cache)
    assert len(list(cache.iterdir())) == 4


def test_a_book_with_faults_is_refused_with_all_of_them(root: Path, tmp_path: Path) -> None:
    (root / "tmall" / "bad.yaml").write_bytes(b"\xff\xfe\x00")
    (root / "tmall" / "worse.yaml").write_text("a: [", encoding="utf-8")
    with pytest.raises(Faulty) as caught:
        load_book(root, tmp_path / "cache")
    assert len(caught.value.faults) == 2
    assert all("mend" in fault.__dict__ and fault.where for fault in caught.value.faults)
    assert "and 1 more" in str(caught.value)


def test_an_empty_folder_is_no_rulebook(tmp_path: Path) -> None:
    with pytest.raises(KefuError, match="no rule files"):
        load_book(tmp_path)


BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (BOMB.encode(), "an anchor or alias"),
        (b"[" * 900, "nested more than"),
        (b"[" * 100_000, "nesting depth"),
        (b"a: " + b"x" * 5_000_000, "bytes"),
        (b"book: \xff\xfe", "not UTF-8"),
        (b"book: tmall/invoice\nrules: [\x00]", "YAML does not allow"),
        (b"a: 1\n---\nb: 2", "a second document"),
        (b"? [a, b]\n: c", "a key that is no word"),
        (b"- a\n- b", "this is no rule file"),
        (b"", "this is no rule file"),
        (b"a: !!binary aGFsbG8=", "a tag"),
        (b"\ta: b", "token"),
    ],
)
def test_bombs_and_broken_files_are_refused_at_once(raw: bytes, said: str) -> None:
    began = time.monotonic()
    pack, faults = read_pack(raw, "f.yaml")
    assert pack is None and time.monotonic() - began < 5
    (fault,) = faults
    assert said in fault.what + fault.mend, str(fault)
    assert fault.mend and fault.where.startswith("f.yaml")


@settings(max_examples=200)
@given(st.binary(max_size=200) | st.text(alphabet="abk:-[]{}&*!?|>'\"# \n\t0中", max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    pack, faults = read_pack(raw, "f.yaml")
    assert pack is not None or faults


def test_a_file_saved_on_windows_reads_the_same() -> None:
    pack, faults = read_pack(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(), "f", "tmall/invoice")
    assert not faults and pack is not None
    plain, _ = read_pack(GOOD.encode(), "f", "tmall/invoice")
    assert pack == plain


def test_the_shipped_book_loads_from_its_cache_in_a_sixth_of_a_second(tmp_path: Path) -> None:
    load_book(cache=tmp_path)
    began = time.monotonic()
    book = load_book(cache=tmp_path)
    assert time.monotonic() - began < 0.15 * (4 if os.environ.get("CI") else 1)
    assert len(book.rules) > 300 and (shipped_rules() / "house").is_dir()
