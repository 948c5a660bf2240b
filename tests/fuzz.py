"""The fuzz target: whatever bytes come, Kefu answers or refuses in words, and soon.

    .venv/bin/python tests/fuzz.py 60          # for sixty seconds, another seed each time
    .venv/bin/python tests/fuzz.py 60 7        # with this seed

`one(data)` is the target; it also serves a coverage-guided fuzzer (`atheris.Setup(sys.argv, one)`).
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

from kefu import Guard, KefuError, Message
from kefu.actions.ports import ReadingOptions
from kefu.checks.cues import cue
from kefu.cli.check import answers
from kefu.connectors.exports import survey
from kefu.rulebook.shop import read_shop

LIMIT = 5.0
"""Seconds that one input of some kilobytes may take."""
GUARD = Guard.load(platform="pdd", reader=False)
SEEDS = [
    '{"id": 1, "platform": "pdd", "role": "agent", "text": "加我薇❤", "at": "2026-03-01T10:00:00+08:00"}\n',
    '{"id": 2, "platform": "jd", "text": "x", "history": [{"role": "buyer", "text": "y"}], "order": {"amount": "1.00"}}\n',
    "时间,发送方,内容\n2026-03-01 10:21:33,客服,加我微信\n2026-03-01 10:22:00,买家,好\n",
    "旗舰店:小美(2026-03-01 10:21:33):\n  您好\n  亲\n买家a(2026-03-01 10:22:00):\n  在吗\n\n",
    "shop: x\nrules:\n- id: shop.a\n  severity: warn\n  clause: {zh: 甲, en: a}\n  words: ['b']\n  cues: ['(a|b)..4c']\n",
    "(加|联系)..8(微信|QQ)<!2(不|没)>!(吗)..{phone}",
    "加 我 微 信 1 3 8 0 0 1 3 8 0 0 0 \u200b\ud83d\ude00 好评返现 https://a.b.com a@b.com",
]
TOKENS = ['"', "{", "}", "[", "]", ":", ",", "\n", "\r\n", "\t", ";", "\x00", "\ufeff", "(", ")", "|", "..", "<!", "&a", "*a", "薇❤",
          "-", "9" * 40, "2026-02-30", "\ud800", "客服", "=", "'", "!!python/object", "..99"]  # fmt: skip


def mutated(rng: random.Random) -> bytes:
    """An input near to a good one."""
    text = rng.choice(SEEDS) * rng.choice((1, 1, 1, 2, 30))
    for _ in range(rng.randrange(1, 8)):
        at = rng.randrange(len(text) + 1)
        cut = at + rng.randrange(4)
        text = text[:at] + rng.choice((rng.choice(TOKENS), chr(rng.randrange(0x110000)), "")) + text[cut:]
    data = text.encode(
        rng.choice(("utf-8", "utf-8", "utf-16", "gb18030")), "replace" if rng.random() < 0.5 else "ignore"
    )
    if rng.random() < 0.3:
        at = rng.randrange(len(data) + 1)
        data = data[:at] + rng.randbytes(rng.randrange(6)) + data[at + 2 :]
    return data


def one(data: bytes) -> None:
    """Give one input to every door. Raises AssertionError or whatever leaks."""
    started = time.perf_counter()
    text = data.decode("utf-8", "surrogatepass" if data[:1] == b"\xed" else "replace")
    for finding in GUARD.check(text).findings:
        assert text[finding.start : finding.end] == finding.quote
    GUARD.check(Message(text, role="buyer"))
    for answer in answers(data.split(b"\n"), GUARD):
        assert (answer.report is None) == ("error" in answer.told)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "input"
        file.write_bytes(data)
        for door in (lambda: read_shop(file, GUARD.book), lambda: cue(text[:200]), lambda: read(file)):
            try:
                door()
            except KefuError as error:
                assert str(error)
    assert time.perf_counter() - started < LIMIT, "too slow"


def read(file: Path) -> None:
    """Read it as an export to its end."""
    for batch in survey(file, ReadingOptions(platform="pdd")).batches():
        assert batch.lines.num_rows >= 0


def main(argv: list[str]) -> int:
    """Run for some seconds; prints the seed and how many inputs were survived."""
    seconds = float(argv[0]) if argv else 10.0
    seed = int(argv[1]) if len(argv) > 1 else random.SystemRandom().randrange(1 << 32)
    rng, count, until = random.Random(seed), 0, time.monotonic() + seconds
    while time.monotonic() < until:
        data = mutated(rng)
        try:
            one(data)
        except BaseException:
            print(f"seed {seed}, input {count}: {data!r}", file=sys.stderr)
            raise
        count += 1
    print(f"seed {seed}: {count} inputs, nothing leaked")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
