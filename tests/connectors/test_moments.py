"""Times are read alike one by one and a column at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu.connectors.exports.moments import instant, instants

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def iso(written: str) -> str:
    moment = EPOCH + timedelta(microseconds=instant(written), hours=8)
    return moment.isoformat().removesuffix("+00:00")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-03-01 10:21:33", "2026-03-01T10:21:33"),
        ("2026/3/1 10:21", "2026-03-01T10:21:00"),
        ("2026年3月1日 10时21分33秒", "2026-03-01T10:21:33"),
        ("2026年3月1日 星期日 下午3:05", "2026-03-01T15:05:00"),
        ("2026-03-01 03:05:00 PM", "2026-03-01T15:05:00"),
        ("2026-03-01 上午12:05", "2026-03-01T00:05:00"),
        ("2026.03.01", "2026-03-01T00:00:00"),
        ("2026-03-01T02:21:33Z", "2026-03-01T10:21:33"),
        ("2026-03-01T02:21:33.250+00:00", "2026-03-01T10:21:33.250000"),
        ("20260301102133", "2026-03-01T10:21:33"),
        ("20260301 10:21:33", "2026-03-01T10:21:33"),
        ("1772331693", "2026-03-01T10:21:33"),
        ("1772331693000", "2026-03-01T10:21:33"),
        ("46082.4316319444", "2026-03-01T10:21:33"),
        ("46082", "2026-03-01T00:00:00"),
    ],
)
def test_every_way_to_write_a_time(written: str, meant: str) -> None:
    assert iso(written) == meant


@pytest.mark.parametrize("written", ["2026-02-30 10:00", "2026-13-01", "2025-02-29 00:00:00", "2026-03-01 25:00:00"])
def test_what_does_not_exist_is_said_to_not_exist(written: str) -> None:
    with pytest.raises(ValueError, match="does not exist"):
        instant(written)


@pytest.mark.parametrize("written", ["昨天", "10:21", "3/1/2026", "12", "2026-03", "-5", "２０２６"])
def test_what_is_no_time_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is no time"):
        instant(written)


digits = st.integers(0, 99).map(lambda number: f"{number:02}")
times = st.tuples(
    st.integers(1900, 2100), digits, digits, st.sampled_from([" ", "T"]), digits, digits, st.one_of(st.just(""), digits)
).map(lambda p: f"{p[0]}-{p[1]}-{p[2]}{p[3]}{p[4]}:{p[5]}" + (f":{p[6]}" if p[6] else ""))
strange = st.sampled_from(
    ["2026-03-01", "2026-03-01 10", "2026-03-01T1021", "", " ", "1772331693", "2026-3-01 10:21:33"]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(times, strange), min_size=1, max_size=3), st.sampled_from(["", "Z", "+08:00", "+09:00"]))
def test_a_column_at_once_is_each_of_its_times(written: list[str], zone: str) -> None:
    written = [time + zone for time in written]
    read, wrong = instants(pa.array(written, pa.string()))
    counted = read.view(pa.int64()).to_pylist()
    for place, time in enumerate(written):
        if not time.strip():
            assert counted[place] is None and place not in wrong
            continue
        try:
            assert counted[place] == instant(time)
        except ValueError as error:
            assert wrong[place] == str(error)
