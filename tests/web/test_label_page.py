"""The page of labels in a real browser, by keyboard, against `kefu label` as it is called."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

ROWS: Final = [
    {
        "id": "a1", "platform": "tmall", "role": "agent", "text": "盒子都拆了，退不了", "history": [{"role": "buyer", "text": "想退货"}],
        "guess": {"labels": ["refund.obstacle"], "p": {"refund.obstacle": 0.61, "refund.refusal": 0.32}},
    },
    {
        "id": "a2", "platform": "pdd", "role": "agent", "text": "<b onclick=alert(1)>亲</b>这边帮您登记", "history": [],
        "guess": {"labels": [], "p": {"abuse.insult": 0.04}},
    },
    {"id": "b1", "platform": "jd", "role": "buyer", "text": "还不发货？", "history": []},
]  # fmt: skip
FIRST, SECOND, THIRD = (row["text"] for row in ROWS)


@contextmanager
def sitting(folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`kefu label` in a process of its own, and its address."""
    call = [sys.executable, "-X", "utf8", "-m", "kefu", "label", str(folder), "-o", str(folder / "labels.jsonl")]
    with subprocess.Popen([*call, "--no-browser"], stdout=subprocess.PIPE, encoding="utf-8") as kefu:
        assert kefu.stdout is not None
        try:
            yield kefu.stdout.readline().split()[1], kefu
        finally:
            kefu.kill()


def inspected(folder: Path) -> Path:
    told = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)
    (folder / "uncertain.jsonl").write_text(told, encoding="utf-8")
    return folder


def written(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines()]


def at(text: str, done: int) -> str:
    """In the page: this message is shown, and so many are done."""
    return f"!work.hidden && document.getElementById('text').textContent === {json.dumps(text)} && {counted(done)}"


def counted(done: int) -> str:
    return f"count.textContent === '{done} / 3'"


def ticked(browser: Any) -> list[str]:
    return list(
        browser.run("return [...document.querySelectorAll('#labels [aria-pressed=true]')].map((one) => one.title)")
    )


def test_an_inspector_confirms_corrects_goes_back_and_loses_nothing(browser: Any, tmp_path: Path) -> None:
    with sitting(inspected(tmp_path)) as (url, kefu):
        browser.open(url)
        browser.see(at(FIRST, 0))
        assert ticked(browser) == ["refund.obstacle"]
        browser.press("Enter")
        browser.see(at(SECOND, 1))
        assert written(tmp_path) == [
            {
                "id": "a1", "writer": "shop", "platform": "tmall", "trade": "", "text": FIRST,
                "history": [{"role": "buyer", "text": "想退货"}], "labels": ["refund.obstacle"],
            }
        ]  # fmt: skip
        assert ticked(browser) == [""], "clean is ticked"
        browser.press("/", "shirking", "Enter")
        browser.see("finder.hidden")
        assert ticked(browser) == ["attitude.shirking"]
        browser.press("Enter")
        browser.see(at(THIRD, 2))
        browser.press("Backspace", "Backspace")
        browser.see(at(FIRST, 2))
        browser.press("1", "2", "Enter")
        browser.see(at(THIRD, 2))
        assert [(row["id"], row["labels"]) for row in written(tmp_path)] == [
            ("a2", ["attitude.shirking"]),
            ("a1", ["refund.refusal"]),
        ]
        browser.open(url)
        browser.see(at(THIRD, 2))
        browser.press("u", "1", "Enter")
        browser.see(f"work.hidden && {counted(3)}")
        assert kefu.poll() is None
    with sitting(tmp_path) as (url, kefu):
        browser.open(url)
        browser.see(f"work.hidden && {counted(3)}")
        browser.press("q")
        browser.see("end.hidden")
        assert kefu.wait(timeout=30) == 0
    last = written(tmp_path)[-1]
    assert last.keys() == {"id", "writer", "platform", "trade", "text", "history", "intent", "risk", "emotion"}
    assert (last["id"], last["emotion"], len(last["intent"])) == ("b1", "upset", 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["labels.jsonl", "uncertain.jsonl"]


def test_a_verdict_can_be_taken_back_and_a_skipped_message_comes_again(browser: Any, tmp_path: Path) -> None:
    with sitting(inspected(tmp_path)) as (url, _):
        browser.open(url)
        browser.see(at(FIRST, 0))
        browser.press("0", "Enter")
        browser.see(at(SECOND, 1))
        browser.press("Delete")
        browser.press("Backspace", "Delete")
        browser.see(at(FIRST, 0))
        assert written(tmp_path) == []
        assert ticked(browser) == ["refund.obstacle"], "as it was before anything was said"
        browser.press("s", "s", "s")
        browser.see("work.hidden && !again.hidden")
        browser.press("Enter")
        browser.see(at(FIRST, 0))


def test_it_says_what_is_not_kept_and_stays_at_the_message(browser: Any, tmp_path: Path) -> None:
    with sitting(inspected(tmp_path)) as (url, kefu):
        browser.open(url)
        browser.see(at(FIRST, 0))
        (tmp_path / "labels.jsonl").mkdir()
        browser.press("Enter")
        browser.see(f"!trouble.hidden && trouble.textContent.includes('labels.jsonl') && {at(FIRST, 0)}")
        (tmp_path / "labels.jsonl").rmdir()
        browser.press("Enter")
        browser.see(f"trouble.hidden && {at(SECOND, 1)}")
        kefu.kill()
        kefu.wait()
        browser.press("Enter")
        browser.see(f"trouble.textContent.includes('连不上 kefu label') && {at(SECOND, 1)}")
    assert [row["id"] for row in written(tmp_path)] == ["a1"]


def test_both_languages_fit_into_a_wide_and_a_narrow_window(browser: Any, tmp_path: Path) -> None:
    wider = "return document.documentElement.scrollWidth - innerWidth"
    with sitting(inspected(tmp_path)) as (url, _):
        browser.open(url)
        browser.see(at(FIRST, 0))
        for language in ("zh-CN", "en"):
            browser.see(f"document.documentElement.lang === '{language}'")
            for width in (1366, 420):
                browser.size(width, 768)
                assert browser.run(wider) <= 0
                browser.press("/")
                browser.see("!finder.hidden")
                assert browser.run(wider) <= 0
                browser.press("Escape")
                browser.see("finder.hidden")
            browser.run("language.click()")
        browser.open(url)
        browser.see(f"document.documentElement.lang === 'zh-CN' && {at(FIRST, 0)}")
