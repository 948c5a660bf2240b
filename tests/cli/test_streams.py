"""What cannot be written is told in one line, and never passes for a verdict."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

LINE = json.dumps({"id": 1, "platform": "jd", "text": "加我微信聊"}).encode() + b"\n"
FULL = Path("/dev/full")
CALLS = [
    ("check", "--platform", "jd", "加我微信聊"),
    ("check", "--jsonl"),
    ("check", "--help"),
    ("rules",),
    ("--help",),
]


def kefu(argv: tuple[str, ...], out: IO[bytes] | int, **more: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "kefu", *argv],
        input=LINE,
        stdout=out,
        timeout=60,
        **{"stderr": subprocess.PIPE, **more},  # type: ignore[call-overload]
    )


@pytest.mark.skipif(not FULL.exists(), reason="no disk here is always full")
@pytest.mark.parametrize("argv", CALLS)
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_one_line_and_no_verdict(argv: tuple[str, ...], unbuffered: str) -> None:
    with FULL.open("wb") as full:
        done = kefu(argv, full, env={**os.environ, "PYTHONUNBUFFERED": unbuffered})
    assert done.returncode == 2 and done.stderr.count(b"\n") == 1 and b"No space left" in done.stderr


@pytest.mark.parametrize("argv", CALLS)
def test_a_closed_pipe_is_one_line_and_no_verdict(argv: tuple[str, ...]) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = kefu(argv, write)
    finally:
        os.close(write)
    assert done.returncode == 2 and done.stderr.count(b"\n") == 1 and b"Traceback" not in done.stderr


@pytest.mark.skipif(not FULL.exists(), reason="no disk here is always full")
def test_an_error_that_cannot_be_told_still_ends_with_2() -> None:
    with FULL.open("wb") as full:
        done = kefu(("check", "--platform", "jd"), subprocess.PIPE, stderr=full)
    assert done.returncode == 2 and done.stdout == b""


@pytest.mark.skipif(os.name == "nt", reason="a shell closes the streams")
@pytest.mark.parametrize(("argv", "closed"), [(CALLS[0], ">&-"), (CALLS[1], "<&-")])
def test_a_stream_that_is_not_there_is_told(argv: tuple[str, ...], closed: str) -> None:
    call = f'"$@" {closed}'
    done = subprocess.run(
        ["sh", "-c", call, "sh", sys.executable, "-m", "kefu", *argv], capture_output=True, timeout=60
    )
    assert done.returncode == 2 and done.stderr.count(b"\n") == 1 and b"is closed" in done.stderr
