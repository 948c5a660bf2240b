"""The guard as its users call it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kefu import Guard, KefuError, Message, Order, Turn

GUARD = Guard.load(platform="tmall", reader=False)
OFF = "contact.offplatform"


def rules(message: str | Message, guard: Guard = GUARD) -> set[str]:
    return {finding.rule for finding in guard.check(message).findings if finding.alarm}


def test_a_word_spread_over_messages_is_caught_in_the_one_that_ends_it() -> None:
    before = (Turn("buyer", "怎么联系"), Turn("agent", "加我"), Turn("agent", "微"))
    report = GUARD.check(Message("信哈", history=before))
    assert [(f.rule, f.quote) for f in report.findings] == [(OFF, "信")]


def test_short_messages_that_only_follow_a_violation_are_clean() -> None:
    before = (Turn("agent", "加我微信"),)
    assert not rules(Message("好的呢", history=before))


@pytest.mark.parametrize("parts", [("加", "薇", "wx8866"), ("加我", "威", "信 abc8866"), ("我的", "微信", "abc8866")])
def test_an_account_that_ends_a_spread_out_contact_is_caught_too(parts: tuple[str, ...]) -> None:
    before = tuple(Turn("agent", part) for part in parts[:-1])
    assert OFF in rules(Message(parts[-1], history=before))


def test_a_telephone_number_spread_over_messages_is_caught() -> None:
    asked = (Turn("buyer", "你电话多少"), Turn("agent", "138"))
    assert OFF in rules(Message("12345678", history=asked))
    assert OFF in rules(Message("5678", history=(Turn("agent", "138"), Turn("agent", "1234"))))
    assert not rules(Message("元一件", history=(Turn("buyer", "多少钱"), Turn("agent", "138"))))
    assert not rules(Message("12345678", history=(Turn("agent", "138"), Turn("buyer", "订单号多少"))))


@pytest.mark.parametrize(
    "asked",
    [
        "你微信多少",
        "加个微信",
        "你电话多少",
        "QQ号给一下",
        "老板联系方式有吗",
        "你手机号码多少",
        "怎么联系你呀，微信号多少",
    ],
)
@pytest.mark.parametrize("answer", ["abc_8866", "13812345678", "亲，13812345678哈", "26883319"])
def test_an_account_alone_breaks_what_the_buyer_asked_for(asked: str, answer: str) -> None:
    assert OFF in rules(Message(answer, history=(Turn("buyer", asked),)))


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("快递员电话多少", "13812345678"), ("师傅的电话发我", "13812345678"), ("单号多少", "YT1234567890123"), ("订单号是多少", "26883319"),
        ("型号多少", "abc_8866"), ("我微信13812345678", "好的亲"), ("退货收件人电话多少", "13812345678"), ("我手机号13812345678对吗", "13812345678"),
        ("多少钱", "138"), ("你们客服电话多少", "4001234567转2"), ("安装师傅手机号多少", "13812345678"),
    ],
)  # fmt: skip
def test_a_number_that_was_asked_for_in_good_order_is_innocent(asked: str, answer: str) -> None:
    assert OFF not in rules(Message(answer, history=(Turn("buyer", asked),)))


def test_who_adds_the_account_that_the_buyer_gave_breaks_it_too() -> None:
    before = (Turn("buyer", "我微信13812345678 加一下"),)
    assert OFF in rules(Message("好的马上加您", history=before))
    assert OFF in rules(Message("好的", history=before))
    assert OFF not in rules(Message("我们这边不能加您的", history=before))


def test_a_bare_yes_breaks_what_the_buyer_asked_for() -> None:
    assert OFF in rules(Message("可以的呢", history=(Turn("buyer", "加个微信吧"),)))
    assert OFF not in rules(Message("可以的呢", history=(Turn("buyer", "今天能发吗"),)))


def test_advice_keeps_the_innocent_sentences_and_is_clean() -> None:
    advice = GUARD.check("图片收到了。加我薇❤聊。明天上午给您发货").findings[0].advice
    assert advice.startswith("图片收到了。") and "明天上午给您发货" in advice
    assert not GUARD.check(advice).alarmed


def test_a_word_is_exchanged_where_that_mends_the_message() -> None:
    report = Guard.load(platform="pdd", reader=False).check("亲，这款宝贝有现货，宝贝详情页有尺码")
    assert report.findings[0].advice == "亲，这款商品有现货，商品详情页有尺码"


@pytest.mark.parametrize(
    ("text", "severity"), [("电话是多少", "note"), ("dian话是多少", "warn"), ("电 话 是多少", "warn")]
)
def test_some_words_weigh_more_in_disguise(text: str, severity: str) -> None:
    guard = Guard.load(platform="pdd", reader=False)
    for report in (guard.check(text), *guard.check_batch([text])):
        assert [(f.rule, f.severity) for f in report.findings] == [("platform.mention", severity)]


def test_a_message_is_judged_by_the_rules_of_its_day() -> None:
    old = Message("特价商品不开发票哦", at=datetime(2020, 1, 1, tzinfo=UTC))
    assert "invoice.refusal" in rules(old)


def test_an_unknown_platform_is_refused_with_the_known_ones() -> None:
    with pytest.raises(KefuError, match="taobao"):
        Guard.load(platform="amazon")  # type: ignore[arg-type]


def test_the_guard_of_no_platform_asks_for_one() -> None:
    with pytest.raises(KefuError, match="platform"):
        Guard.load(as_of=date(2026, 1, 1)).check("加我微信")


def test_what_is_known_of_the_order_decides_for_one_and_for_many() -> None:
    texts = ["已经签收了，单号您查一下", "亲，运费您补一下", "包裹还在路上", "好的"]
    facts = [None, Order(same_account=False), Order(same_account=True), Order(freight_free=True)]
    every = [Message(text, order=order) for text in texts for order in facts]
    single = [GUARD.check(message) for message in every]
    assert list(GUARD.check_batch(every)) == single
    strangers = {
        message.text
        for message, report in zip(every, single, strict=True)
        if report.findings and message.order == facts[1]
    }
    assert "包裹还在路上" in strangers
    assert [bool(report.findings) for report in single[8:12]] == [False, True, False, False]


def test_lines_of_a_conversation_are_judged_like_messages() -> None:
    texts = ["怎么联系", "加我", "微", "信哈", "特价不开发票", "好的"]
    roles = ["buyer", "agent", "agent", "agent", "agent", "buyer"]

    def history(n: int) -> tuple[Turn, ...]:
        return tuple(Turn(role, text) for role, text in zip(roles[:n], texts[:n], strict=True))  # type: ignore[arg-type]

    reports = GUARD.check_lines(texts, roles, history, lambda n: None)
    single = [
        GUARD.check(Message(text, role, history=history(n)))  # type: ignore[arg-type]
        for n, (text, role) in enumerate(zip(texts, roles, strict=True))
    ]
    assert reports == single and reports[3].alarmed and reports[4].alarmed


def test_a_shop_adds_allows_excuses_and_raises(tmp_path: Path) -> None:
    file = tmp_path / "shop.yaml"
    file.write_text(
        "shop: 测试店\n"
        "rules:\n"
        "- id: shop.secret\n"
        "  severity: warn\n"
        "  clause: {zh: 内部代号不外说。, en: The code name stays inside.}\n"
        "  words: ['A+B(内部)']\n"
        "severity: {attitude.perfunctory: block}\n"
        "excuse:\n"
        "- {rule: shop.secret, text: 'A+B(内部)是笔误', reason: 已核实}\n",
        encoding="utf-8",
    )
    guard = Guard.load(platform="tmall", reader=False, shop=file)
    assert "shop.secret" in rules("这款是a+b（内部）的", guard)
    assert not rules("A+B(内部)是笔误", guard)
    assert guard.check("不知道").findings[0].severity == "block"
    assert "shop.secret" not in rules("这款是a+b（内部）的")


@pytest.mark.parametrize(
    "text",
    [
        "好" * 1_000_000,
        "微信" * 200_000,
        "1-" * 200_000,
        "加 微 信 " * 50_000,
        "不能加微信，" * 50_000,
        "\u200b" * 300_000,
        "\x00\ud800",
    ],
)
def test_a_monstrous_message_is_judged_and_no_more(text: str) -> None:
    for finding in GUARD.check(text).findings:
        assert text[finding.start : finding.end] == finding.quote


def test_a_message_without_end_is_refused() -> None:
    with pytest.raises(KefuError, match="characters"):
        GUARD.check("a" * 16_000_001)
    with pytest.raises(KefuError, match="characters"):
        list(GUARD.check_batch(["好", "a" * 16_000_001]))


@pytest.mark.parametrize("nothing", [None, 5, b"x", {"text": "x"}, ["x"]])
def test_what_is_no_message_is_refused_in_words(nothing: object) -> None:
    with pytest.raises(KefuError, match="is no message; give a str"):
        GUARD.check(nothing)  # type: ignore[arg-type]
    with pytest.raises(KefuError, match="is no message"):
        list(GUARD.check_batch(["好", nothing]))  # type: ignore[list-item]


def test_one_message_is_no_batch() -> None:
    with pytest.raises(KefuError, match="one message"):
        GUARD.check_batch("加我微信")


@pytest.mark.parametrize(
    "text", ['"亲，加我微信 abc123', "亲，“加我微信”聊", "亲「加我微信」", "“好评返现5元”哦亲", "“不开发票”"]
)
def test_a_quotation_mark_acquits_nobody(text: str) -> None:
    assert rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "您刚才说“加个微信聊”，这个我们做不到",
        "“没有发票”这种说法是不对的，我们一定给您开",
        "您收到的“刷单返利”短信不是我们发的",
    ],
)
def test_who_quotes_or_disowns_is_innocent(text: str) -> None:
    assert not rules(text)
