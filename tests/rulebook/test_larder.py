"""What takes long to make is made once for each content."""

from pathlib import Path

import pytest

from kefu.rulebook.larder import KEPT_OF_EACH, kept, print_of


def never() -> dict[str, int]:
    raise AssertionError("it was kept")


def test_what_is_kept_is_not_made_again(tmp_path: Path) -> None:
    assert kept("sums", "a", dict[str, int], lambda: {"x": 1}, tmp_path) == {"x": 1}
    assert kept("sums", "a", dict[str, int], never, tmp_path) == {"x": 1}
    assert kept("sums", "b", dict[str, int], lambda: {"x": 2}, tmp_path) == {"x": 2}


def test_what_is_broken_or_of_another_shape_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "sums-a.msgpack").write_bytes(b"\xc1")
    assert kept("sums", "a", dict[str, int], lambda: {"x": 1}, tmp_path) == {"x": 1}
    assert kept("sums", "a", list[str], lambda: ["x"], tmp_path) == ["x"]


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert kept("sums", "a", dict[str, int], lambda: {"x": 1}, tmp_path / "file" / "folder") == {"x": 1}


def test_what_cannot_be_made_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        kept("sums", "a", dict[str, int], never, tmp_path)
    assert not list(tmp_path.iterdir())


def test_old_ones_make_room(tmp_path: Path) -> None:
    for n in range(KEPT_OF_EACH + 3):
        kept("sums", str(n), dict[str, int], lambda n=n: {"x": n}, tmp_path)  # type: ignore[misc]
    assert len(list(tmp_path.iterdir())) == KEPT_OF_EACH


def test_a_key_tells_names_and_contents_apart() -> None:
    assert len({print_of([("a", b"bc")]), print_of([("ab", b"c")]), print_of([("a", b"b"), ("", b"c")])}) == 3
