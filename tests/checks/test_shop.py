"""A shop's own file before the guard: what it lowers says so, and what is broken in it is refused with its place."""

from datetime import date
from pathlib import Path

import pytest

from kefu import Guard, KefuError
from kefu.checks.law import charges, cues_of, lowered
from kefu.checks.shipped import shipped_book
from kefu.rulebook.book import Book
from kefu.rulebook.pack import Bilingual, Pack, Rule, Source
from kefu.rulebook.proof import Faulty

RULE = "rules:\n- {{id: shop.a, clause: 甲, {}}}\n"


def load(tmp_path: Path, text: str) -> Guard:
    file = tmp_path / "shop.yaml"
    file.write_text(text, encoding="utf-8")
    return Guard.load(platform="tmall", reader=False, shop=str(file))


def test_a_finding_that_the_shop_has_made_lighter_says_so_and_why(tmp_path: Path) -> None:
    guard = load(tmp_path, "severity:\n  contact.offplatform: {to: note, reason: 本店卖微信收款盒}\n")
    (finding,) = guard.check("加我微信哈").findings
    assert (finding.severity, finding.lowered) == ("note", "店铺已降级，原为拦截：本店卖微信收款盒")
    assert finding.as_json()["lowered"] == finding.lowered
    assert "lowered" not in Guard.load(platform="tmall", reader=False).check("加我微信哈").findings[0].as_json()


ALLOWING = """\
rules:
- {id: shop.nick, clause: 甲, words: [小姐姐]}
- {id: shop.bye, clause: 乙, words: [拜拜], say: [亲，再见。]}
allow:
- {words: [微信收款盒], reason: 本店卖它}
- {words: [第一夫人], rules: [ad.superlative], reason: 注册商标}
"""


def test_a_find_in_words_that_the_shop_allows_is_a_note_and_says_why(tmp_path: Path) -> None:
    guard = load(tmp_path, ALLOWING)
    report = guard.check("加我微信收款盒")
    (finding,) = (each for each in report.findings if each.rule == "contact.offplatform")
    assert (finding.severity, finding.lowered) == ("note", "店铺已放行「微信收款盒」，原为拦截：本店卖它")
    assert list(guard.check_batch(["加我微信收款盒"])) == [report]


@pytest.mark.parametrize("text", ["加我微信，不是微信收款盒", "加我微信收款盒，或者加我微信", "加我微信"])
def test_beside_the_words_that_the_shop_allows_everything_is_found(tmp_path: Path, text: str) -> None:
    found = {finding.rule: finding for finding in load(tmp_path, ALLOWING).check(text).findings}
    assert (found["contact.offplatform"].severity, found["contact.offplatform"].lowered) == ("block", "")


def test_no_allowed_words_make_a_rule_of_the_book_silent(tmp_path: Path) -> None:
    easing = "allow:\n- {{words: [{}], rules: [{}], reason: 试}}\n"
    plain = Guard.load(platform="tmall", reader=False)
    for text in ("加我微信哈", "好评返现5元", "全网第一", "支付宝转我"):
        for finding in plain.check(text).findings:
            lighter = load(tmp_path, easing.format(finding.quote, finding.rule)).check(text).findings
            (same,) = (each for each in lighter if each.rule == finding.rule)
            assert same.severity == "note" and same.lowered.endswith("：试"), (text, same)


def test_a_rule_of_the_shop_takes_no_rewrite_from_another(tmp_path: Path) -> None:
    guard = load(tmp_path, ALLOWING)
    advised = {finding.rule: finding.advice for finding in guard.check("小姐姐，加我微信，拜拜").findings}
    assert advised["shop.nick"] == "" and advised["contact.offplatform"] and "再见" in advised["shop.bye"]


@pytest.mark.parametrize(
    ("own", "given", "told"),
    [
        ("warn", "note", "店铺已降级，原为提醒"),
        ("block", "warn", "店铺已降级，原为拦截"),
        ("warn", "block", ""),
        ("warn", None, ""),
        ("note", "note", ""),
    ],
)
def test_only_what_is_lighter_than_the_book_has_it_was_lowered(own: str, given: str | None, told: str) -> None:
    assert lowered(own, given, "") == told  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("cues: ['(加']", "a bracket is not closed"),
        ("cues: [加|减]", "stands outside brackets"),
        ("cues: [换个?]", "`?` stands behind no bracket"),
        ("cues: ['{figure}']", "no word stands in every match"),
        ("cues: [{find: 加, asked: '(吗'}]", "a bracket is not closed"),
        ("cues: [加], clear: [declind]", "no clear is called `declind`; use one of declined, quoted"),
        ("words: [加], clear: ['(吗']", "a bracket is not closed"),
        ("cues: [加], say: [{about: '(x', zh: '{about}'}]", "a bracket is not closed"),
        ("cues: ['..99加..99减..9']", "too many gaps and choices follow each other"),
        ("cues: [加], clear: [{before: '" + "(a)?" * 14 + "b'}]", "too many gaps and choices follow each other"),
    ],
)
def test_a_broken_cue_is_refused_with_its_file_line_and_rule(tmp_path: Path, broken: str, said: str) -> None:
    with pytest.raises(Faulty) as caught:
        load(tmp_path, RULE.format(broken))
    (fault,) = caught.value.faults
    assert fault.where == f"{tmp_path / 'shop.yaml'}:2: shop.a" and said in str(fault)


def test_every_rule_with_a_broken_cue_is_told(tmp_path: Path) -> None:
    text = RULE.format("cues: ['(加']") + "- {id: shop.b, clause: 乙, cues: [减|加]}\n"
    with pytest.raises(Faulty) as caught:
        load(tmp_path, text)
    assert [fault.where.rpartition(" ")[2] for fault in caught.value.faults] == ["shop.a", "shop.b"]


def test_a_broken_cue_in_the_book_is_refused_with_its_file_and_line() -> None:
    clause = Bilingual("甲", "A")
    rule = Rule(
        "ad.superlative", "conduct", "advertising", "practice", "house", clause, (Source("house", "x"),), ("tmall",),
        "house/conduct/claims", 7, cues=("第一|最好",),
    )  # fmt: skip
    with pytest.raises(KefuError) as caught:
        list(cues_of(Book([Pack("house/conduct/claims", clause, (rule,))])))
    assert caught.value.where == "rules/house/conduct/claims.yaml:7: ad.superlative"


def test_every_cue_of_the_book_can_be_looked_for() -> None:
    for rule in shipped_book().rules:
        for charge in charges(rule.id, "warn", rule.cues, rule.clear):
            assert charge.find.runs or charge.find.figured, charge.find.written


def test_a_shops_file_is_named_by_a_text_or_a_path(tmp_path: Path) -> None:
    assert load(tmp_path, RULE.format("words: [小姐姐]")).check("小姐姐").alarmed
    assert Guard.load(platform="tmall", reader=False, shop=tmp_path / "shop.yaml").check("小姐姐").alarmed
    for missing in ("", str(tmp_path), str(tmp_path / "none.yaml")):
        with pytest.raises(KefuError, match="cannot be opened"):
            Guard.load(platform="tmall", shop=missing)


def test_a_day_may_be_given_as_text() -> None:
    told = Guard.load(platform="tmall", as_of="2024-05-01", reader=False)
    assert told.as_of == date(2024, 5, 1) and told.check("加我微信哈").alarmed
    with pytest.raises(KefuError, match="as_of"):
        Guard.load(platform="tmall", as_of="2024-02-30")
