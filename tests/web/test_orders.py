"""The page of a reckoning tells the nearest deadlines first, stands alone, and is no larger than a browser bears."""

from __future__ import annotations

import functools
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kefu.actions.clauses import clause
from kefu.actions.orders import OrderRow
from kefu.actions.reckoner import Reckoner
from kefu.actions.reckoning import Request, reckoned
from kefu.dues.sums import NOTHING
from kefu.vocabulary.days import CHINA
from kefu.vocabulary.errors import KefuError
from kefu.vocabulary.events import Event
from kefu.web.dues import SHOWN
from kefu.web.orders import page

NOW = datetime(2026, 3, 5, 10, tzinfo=CHINA)
TOLD = frozenset({"paid", "shipped"})
EVIL = "</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def reckoner() -> Reckoner:
    return Reckoner.load()


def order(id: str, hours: float, file: str = "三月.csv") -> OrderRow:
    """An order that was paid so many hours ago and is not sent."""
    paid = Event("paid", NOW - timedelta(hours=hours))
    return OrderRow(file, 2, "taobao", id, amount=NOTHING + 100, events=(paid,), stage="unshipped", told=TOLD)


def shown(reckoner: Reckoner, rows: list[OrderRow], rejected: tuple[KefuError, ...] = (), **more: Any) -> str:
    request = Request((Path("三月.csv"),), "taobao", NOW, "latest", None)
    return page(reckoned(reckoner, rows, NOW), request, rejected, functools.partial(clause, reckoner.book), **more)


def listed(text: str) -> list[str]:
    return re.findall(r'data-order="(\S+) "', text)


def test_the_nearest_deadline_stands_first_and_the_latest_missed_after_the_running(reckoner: Reckoner) -> None:
    text = shown(reckoner, [order("1", 1), order("2", 47), order("3", 70), order("4", 50)])
    assert listed(text) == ["2", "1", "4", "3"]
    assert "最近到期的是订单 2 的「发货」，还剩 1 小时 0 分；2 个已超时，按条款应赔 ¥10.00。" in text
    assert "The nearest is Shipping of order 2, 1 h 0 min left; 2 missed, ¥10.00 owed by the clauses." in text


def test_every_clause_has_its_words_its_status_and_its_date(reckoner: Reckoner) -> None:
    text = shown(reckoner, [order("1", 70)])
    for id in ("taobao.shipping.deadline_48h", "taobao.shipping.late_5pct_5_50", "taobao.shipping.deadline_72h"):
        rule = reckoner.book.get(id)
        assert f'id="{id}"' in text and rule.clause.zh in text and rule.clause.en in text and str(rule.dated) in text
    assert "规则库没有写扣几分" in text and "一直不发，共赔" in text


def test_nothing_that_a_file_says_becomes_part_of_the_page(reckoner: Reckoner) -> None:
    fault = KefuError(
        "order-row", f"'13812345678 张三 {EVIL}' is no time", f"{EVIL}, row 3", "write 2026-03-01 10:21:33"
    )
    text = shown(reckoner, [order(EVIL, 1, EVIL)], (fault,))
    assert EVIL not in text and "<img" not in text and "&lt;img" in text
    assert "13812345678" not in text, "a buyer's phone is covered"
    assert 'http-equiv="Content-Security-Policy" content="default-src \'none\'' in text


def test_of_many_deadlines_the_nearest_are_shown_and_the_rest_is_named(reckoner: Reckoner) -> None:
    many = [order(f"{n}", 1 + n / 100) for n in range(SHOWN + 700)]
    text = shown(reckoner, many, charts="")
    assert len(listed(text)) == SHOWN and f"最近到期的 {SHOWN} 个（共 1,200 个）" in text
    assert "全部都在同一文件夹的 reckoning.xlsx" in text
    assert len(text.encode()) < 3_000_000


def test_nothing_to_do_is_said_and_no_chart_is_drawn(reckoner: Reckoner) -> None:
    text = shown(reckoner, [])
    assert "没有在走的时限" in text and 'id="chart"' not in text


def test_a_page_without_the_chart_component_says_so(reckoner: Reckoner) -> None:
    assert "没有带图表组件" in shown(reckoner, [order("1", 1)], charts="")


def test_in_a_browser_the_list_is_narrowed_down_and_fits_a_phone(
    reckoner: Reckoner, tmp_path: Path, browser: Any
) -> None:
    path = tmp_path / "reckoning.html"
    path.write_text(shown(reckoner, [order("1001", 1), order("1002", 47), order("1003", 70)]), encoding="utf-8")
    browser.open(path.as_uri())
    seen = "return [...document.querySelectorAll('.dues tbody tr')].filter((row) => !row.hidden).map((row) => row.dataset.order.trim())"
    assert browser.run(seen) == ["1002", "1001", "1003"]
    assert browser.run("return document.querySelectorAll('#chart canvas').length") == 1
    for state, left in (("soon", ["1002"]), ("missed", ["1003"]), ("all", ["1002", "1001", "1003"])):
        browser.run(f"document.querySelector('[data-state={state}]').click()")
        assert browser.run(seen) == left
    browser.run("find = document.getElementById('find'); find.focus()")
    browser.press("1003")
    assert browser.run(seen) == ["1003"]
    browser.run("document.getElementById('language').click(); document.getElementById('theme').click()")
    assert browser.run("return [document.title, document.documentElement.lang, document.getElementById('left').textContent]") == [
        "Deadlines of orders · Kefu", "en", "1 shown",
    ]  # fmt: skip
    browser.size(390, 800)
    assert browser.run("return document.documentElement.scrollWidth") <= 390
