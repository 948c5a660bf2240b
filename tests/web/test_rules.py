"""The book as one page: complete, self-contained, and safe whatever a rule says."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from kefu.cli.rules import run
from kefu.rulebook.book import Book
from kefu.rulebook.proofreading import read_pack
from kefu.rulebook.shelf import load_book
from kefu.web.rules import rules

DAY = date(2024, 5, 1)
SAMPLE = (Path(__file__).parents[1] / "rulebook" / "invoice.yaml").read_text(encoding="utf-8")


class Elements(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.seen if name == tag]


def test_every_rule_stands_on_the_page_and_every_link_leads_to_one(tmp_path: Path) -> None:
    file = tmp_path / "rules.html"
    assert run(["--html", str(file)], rules) == 0
    elements = Elements(file.read_text(encoding="utf-8"))
    ids = {attrs["id"] for attrs in elements.named("article")}
    assert ids == {rule.id for rule in load_book().rules}
    inner = [str(attrs["href"]) for attrs in elements.named("a") if str(attrs["href"]).startswith("#")]
    assert inner and all(href[1:] in ids for href in inner)


def test_the_page_loads_nothing_from_elsewhere() -> None:
    elements = Elements(rules(load_book(), DAY))
    tags = {tag for tag, _ in elements.seen}
    assert not tags & {"link", "img", "iframe", "object", "embed", "base", "form"}
    assert not any("src" in attrs for _, attrs in elements.seen)
    outward = [attrs for attrs in elements.named("a") if not str(attrs["href"]).startswith("#")]
    assert all(re.match("https?://", str(attrs["href"])) and "noopener" in str(attrs["rel"]) for attrs in outward)


def test_only_the_script_of_the_page_may_run() -> None:
    made = rules(load_book(), DAY)
    (script,) = re.findall(r"<script>(.*?)</script>", made, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in html.unescape(made.partition("</head>")[0])


def test_markup_in_a_rule_stays_text() -> None:
    evil = "<script>alert(1)</script>{{rules}}</article>\\\"' onclick=x"
    text = SAMPLE.replace("每次扣 6 分, en", f"'{evil.replace(chr(39), chr(39) * 2)}', en").replace(
        "特价商品不开发票哦", "<img src=x>"
    )
    text = text.replace("培训资料", "<b>粗</b>")
    pack, faults = read_pack(text.encode(), "f")
    assert pack is not None and not faults, faults
    made = rules(Book([pack]), DAY)
    plain = rules(Book([read_pack(SAMPLE.encode(), "f")[0]]), DAY)  # type: ignore[list-item]
    assert [tag for tag, _ in Elements(made).seen] == [tag for tag, _ in Elements(plain).seen]
    assert "&lt;script&gt;" in made and "&lt;img src=x&gt;" in made


def test_the_table_shows_what_is_empty_and_what_is_unverified() -> None:
    pack, _ = read_pack(SAMPLE.encode(), "f")
    assert pack is not None
    made = rules(Book([pack]), DAY)
    cells = re.findall(r"<td>(.*?)</td>", made.partition("<tbody>")[2].partition("</tbody>")[0])
    assert len(cells) == 7 and cells.count("<span>–</span>") == 6
    (filled,) = [cell for cell in cells if "button" in cell]
    assert 'class="reported"' in filled and 'data-folder="tmall"' in filled and ">1<" in filled


def test_the_chinese_page_calls_figures_by_chinese_names_and_folds_those_that_have_none() -> None:
    pack, _ = read_pack(
        SAMPLE.replace("points: 6 points,", "points: 6 points, class: general, odd_key: 3 days,").encode(), "f"
    )
    assert pack is not None
    made = rules(Book([pack]), DAY)
    chinese = made[made.index('<table class="figures zh">') :]
    chinese, folded = chinese[: chinese.index("</table>")], chinese[chinese.index('<details class="zh">') :]
    assert "<td>类别</td><td>一般违规</td>" in chinese and "odd_key" not in chinese and "general" not in chinese
    assert "<td><code>odd_key</code></td>" in folded[: folded.index("</details>")]
    assert "<tr><td><code>class</code></td><td>general</td></tr>" in made


def test_the_rules_in_force_come_first() -> None:
    made = rules(load_book(), DAY)
    holding = [str(attrs["data-holding"]) for attrs in Elements(made).named("article")]
    assert holding == sorted(holding, reverse=True) and set(holding) == {"yes", "no"}
    assert made.index('data-holding="yes"') < made.index('id="silent"') < made.index('data-holding="no"')


def test_what_is_told_in_english_alone_is_not_on_the_chinese_page() -> None:
    pack, _ = read_pack(SAMPLE.encode(), "f")
    assert pack is not None
    made = rules(Book([pack]), DAY)
    assert f'<p class="en" lang="en">{pack.rules[0].clause.en}</p>' in made
    for name in ("Note", "Facts"):
        assert f">{name}</dt>" not in made or f'<dt class="en">{name}</dt>' in made


def test_every_status_has_its_day_or_says_that_there_is_none() -> None:
    made = rules(load_book(), DAY)
    heads = re.findall(r"<article.*?<header>(.*?)</header>", made)
    assert len(heads) == len(load_book().rules)
    assert not [head for head in heads if not re.search(r"\d{4}-\d\d-\d\d|来源无日期|本书的做法", head)]
