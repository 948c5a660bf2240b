"""A shop's own file adds, allows and excuses, and never weakens the law in silence."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec
import pytest

from kefu.rulebook.book import Book
from kefu.rulebook.grading import usual_severity
from kefu.rulebook.pack import Bilingual, Pack, Rule, Source
from kefu.rulebook.proof import Faulty
from kefu.rulebook.shelf import load_book
from kefu.rulebook.shop import WORDS_AT_MOST, ShopFile, fingerprint, read_shop

CLAUSE = Bilingual("规定。", "A rule.")
BOOK = Book(
    [
        Pack(
            "law/x",
            CLAUSE,
            (
                Rule(
                    "law.ad.art9", "reference", "advertising", "current", "law", CLAUSE, (Source("law", "广告法"),),
                    ("tmall",), "law/x", 1, grounds=("ad.superlative",),
                ),
                Rule(
                    "ad.superlative", "conduct", "advertising", "practice", "house", CLAUSE, (Source("house", "x"),),
                    ("tmall",), "house/x", 1, severity="warn",
                ),
            ),
        )
    ]
)  # fmt: skip

GOOD = """\
shop: 小鹿旗舰店
rules:
- id: shop.no_nicknames
  words: [小姐姐, 小哥哥]
  clause: 本店不用昵称称呼买家。
- id: shop.no_rivals
  severity: block
  platforms: [tmall]
  cues: ["(隔壁|那家)..4店"]
  clause: {zh: 不评论别家店铺。, en: No word on other shops.}
allow:
- 亲亲
- {words: [微信收款盒], reason: 本店商品}
- {words: [第一夫人], rules: [ad.superlative], reason: 本店注册商标}
excuse:
- {rule: ad.superlative, text: 最好今天申请, reason: 「最好」是建议}
severity:
  attitude.perfunctory: block
  ad.superlative: {to: note, reason: 本店卖书，书名里常有「最」}
"""


def read(tmp_path: Path, text: str) -> ShopFile:
    file = tmp_path / "shop.yaml"
    file.write_text(text, encoding="utf-8")
    return read_shop(file, BOOK)


def faults(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(Faulty) as caught:
        read(tmp_path, text)
    return [str(fault) for fault in caught.value.faults]


def test_a_shop_adds_rules_and_allows_words(tmp_path: Path) -> None:
    shop = read(tmp_path, GOOD)
    nicknames, rivals = shop.rules
    assert (nicknames.words, nicknames.severity, len(nicknames.platforms)) == (("小姐姐", "小哥哥"), "warn", 5)
    assert (rivals.cues, rivals.severity, rivals.platforms) == (("(隔壁|那家)..4店",), "block", ("tmall",))
    assert rivals.place.endswith("shop.yaml:6")
    assert shop.severity == {"attitude.perfunctory": "block", "ad.superlative": "note"}
    assert shop.reasons == {"ad.superlative": "本店卖书，书名里常有「最」"}


def test_a_rule_is_made_heavier_without_a_word_and_lighter_with_a_reason(tmp_path: Path) -> None:
    written = "{to: note, reason: 本店卖书，书名里常有「最」}"
    assert read(tmp_path, GOOD.replace(written, "block")).severity["ad.superlative"] == "block"
    assert read(tmp_path, GOOD.replace(written, "warn")).severity["ad.superlative"] == "warn"
    (fault,) = faults(tmp_path, GOOD.replace(written, "note"))
    assert "`ad.superlative: {to: note, reason: …}`" in fault and "is warn in the book; say why" in fault


def test_the_heaviest_cue_is_what_a_rule_is_made_lighter_from() -> None:
    rule = msgspec.structs.replace(BOOK.get("ad.superlative"), cues=({"find": "第一", "severity": "block"},))
    assert usual_severity(BOOK, "ad.superlative") == "warn"
    assert usual_severity(Book([Pack("x/y", CLAUSE, (rule,))]), "ad.superlative") == "block"


def test_another_content_is_another_edition(tmp_path: Path) -> None:
    first = read(tmp_path, GOOD).edition
    assert first and read(tmp_path, GOOD).edition == first
    assert read(tmp_path, GOOD + "# 注\n").edition != first


def test_words_are_allowed_under_the_book_with_a_reason_and_under_a_law_by_name_besides(tmp_path: Path) -> None:
    shop = read(tmp_path, GOOD)
    assert shop.allowed("attitude.perfunctory") == {"微信收款盒": "本店商品"}
    assert shop.allowed("ad.superlative") == {"第一夫人": "本店注册商标"}
    assert shop.allowed("shop.no_nicknames") == {"亲亲": "", "微信收款盒": "本店商品"}


def test_words_that_would_reach_nothing_without_a_reason_are_refused(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "allow: [亲亲]\n")
    assert fault.endswith("no reason is given for `亲亲`; say why it is allowed: `- {words: [亲亲], reason: …}`")
    assert read(
        tmp_path, fault.partition("`- ")[2].join(["allow:\n- ", ""]).replace("`", "").replace("…", "口头禅")
    ).allow


def test_a_finding_is_excused_in_exactly_its_message(tmp_path: Path) -> None:
    shop = read(tmp_path, GOOD)
    (excuse,) = shop.excused(" 最好今天申请\n")
    assert (excuse.rule, excuse.reason) == ("ad.superlative", "「最好」是建议")
    assert shop.excused("最好今天申请哦") == ()
    by_print = GOOD.replace("text: 最好今天申请", f"message: {fingerprint('最好今天申请')}")
    assert read(tmp_path, by_print).excuses == shop.excuses


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("to: note", "to: nothing", "severity.ad.superlative.to: `nothing` is not known; use one of: block warn note"),
        ("to: note, ", "", "severity.ad.superlative.to: is missing"),
        ("to: note", "to: note, until: 2027", "severity.ad.superlative.until: no such field"),
        (", reason: 本店卖书，书名里常有「最」", ", reason: ''", "severity.ad.superlative.reason: must be a text"),
        ('cues: ["(隔壁|那家)..4店"]', f"cues: [{{find: [{'长' * 501}]}}]", "has 501 characters"),
        ('["(隔壁|那家)..4店"]', "[{fnd: 加}]", ":9: shop.no_rivals.cues.find: is missing"),
        ('["(隔壁|那家)..4店"]', "[{find: 加, severity: huge}]", "shop.no_rivals.cues.severity: `huge` is not known"),
        (", reason: 本店注册商标", "", "`- {words: [第一夫人], rules: [ad.superlative], reason: …}`"),
        ("- 亲亲", "- 加", "`加` is a single character"),
        ("[微信收款盒]", "[微❤]", "`微❤` is a single character"),
        ("reason: 本店商品", "reason: ' '", "allow.reason: must be a text"),
        (", reason: 「最好」是建议", "", "excuse.reason: is missing"),
        (", text: 最好今天申请", "", "needs the message, once"),
        ("text: 最好今天申请", "message: abc", "is no fingerprint"),
        ("attitude.perfunctory: block", "attitude.lazy: block", "`attitude.lazy` is no rule that judges messages"),
        ("attitude.perfunctory: block", "attitude.perfunctory: off", "`off` is not known; use one of: block warn note"),
        ("id: shop.no_nicknames", "id: ad.mine", "`ad.mine` is no id of a shop's rule"),
        ("id: shop.no_nicknames", "id: shop.no_rivals", "`shop.no_rivals` stands twice"),
        ("  words: [小姐姐, 小哥哥]\n", "", "has neither words nor cues"),
        ("[tmall]", "[ebay]", "`ebay` is no platform"),
        ("shop: 小鹿", "pattern: (a+)+\nshop: 小鹿", "pattern: no such field"),
        ("[小姐姐, 小哥哥]", f"[{'长' * 501}]", "has 501 characters"),
    ],
)
def test_what_is_wrong_is_told_with_line_and_mend(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    found = faults(tmp_path, GOOD.replace(old, new, 1))
    assert any(said in text and text.startswith(str(tmp_path / "shop.yaml")) for text in found), found


@pytest.mark.parametrize("text", ["", "- a", "\x00", "a: &b [*b]"])
def test_a_file_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    assert len(faults(tmp_path, text)) == 1


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(Faulty, match="cannot be opened"):
        read_shop(tmp_path / "none.yaml", BOOK)


def test_the_example_in_the_docs_is_a_shops_file_under_the_book_as_it_is(tmp_path: Path) -> None:
    docs = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
    example = docs.partition("## A shop's own file")[2].partition("```yaml\n")[2].partition("```")[0]
    (tmp_path / "shop.yaml").write_text(example, encoding="utf-8")
    shop = read_shop(tmp_path / "shop.yaml", load_book())
    assert (len(shop.rules), len(shop.allow), len(shop.excuses), len(shop.severity)) == (1, 3, 1, 2)


@pytest.mark.parametrize("long", ["rules", "words"])
def test_a_long_file_is_read_or_refused_soon(tmp_path: Path, long: str) -> None:
    file = tmp_path / "shop.yaml"
    rules = "".join(f"- {{id: shop.a{n}, words: [b], clause: c}}\n" for n in range(WORDS_AT_MOST))
    words = f"allow: [{{reason: a, words: [{', '.join(f'w{n}' for n in range(10 * WORDS_AT_MOST))}]}}]"
    file.write_text(f"rules:\n{rules}" if long == "rules" else words, encoding="utf-8")
    began = time.process_time()
    if long == "rules":
        assert len(read_shop(file, BOOK).rules) == WORDS_AT_MOST
    else:
        with pytest.raises(Faulty, match="200,000 words and cues"):
            read_shop(file, BOOK)
    assert time.process_time() - began < 10
