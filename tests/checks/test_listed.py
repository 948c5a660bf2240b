"""The words of a shop's own rules are found in disguise, one by one and in a batch alike."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu import Guard, Message, Turn

SHOP = """\
shop: 测试店
rules:
- id: shop.rival
  severity: block
  clause: {zh: 不提别家店名。, en: No other shop is named.}
  words: [蓝鲸优选, BlueWhale, vx, 'K(内部)']
  clear: ['(不是|不卖)..4蓝鲸优选']
  say: [亲，我们只介绍本店的商品哦。]
- id: shop.tone
  clause: {zh: 不说口头禅。, en: No pet phrases.}
  words: [无敌]
  say: [亲，这款很受欢迎哦。]
allow: [蓝鲸优选标, {words: [无敌兔], rules: [shop.tone]}]
"""


@pytest.fixture(scope="module")
def guard(tmp_path_factory: pytest.TempPathFactory) -> Guard:
    path: Path = tmp_path_factory.mktemp("shop") / "shop.yaml"
    path.write_text(SHOP, encoding="utf-8")
    return Guard.load(platform="tmall", reader=False, shop=path)


@pytest.mark.parametrize(
    ("text", "rule", "quote"),
    [
        ("去蓝鲸优选看看", "shop.rival", "蓝鲸优选"), ("去蓝-鲸-优-选看看", "shop.rival", "蓝-鲸-优-选"), ("去lanjingyouxuan看", "shop.rival", "lanjingyouxuan"),
        ("蓝晶优选的货", "shop.rival", "蓝晶优选"), ("搜ＢＬＵＥＷＨＡＬＥ", "shop.rival", "ＢＬＵＥＷＨＡＬＥ"), ("K（内部）价", "shop.rival", "K（内部）"),
        ("这款无.敌了", "shop.tone", "无.敌"), ("亲，我薇❤和vx都在", "shop.rival", "vx"),
    ],
)  # fmt: skip
def test_a_listed_word_is_found_in_disguise(guard: Guard, text: str, rule: str, quote: str) -> None:
    assert (rule, quote) in {(finding.rule, finding.quote) for finding in guard.check(text).findings}


@pytest.mark.parametrize("text", ["带蓝鲸优选标的", "不卖蓝鲸优选哦", "无敌兔玩偶", "bluewhales", "K内部"])
def test_what_is_allowed_cleared_or_only_similar_is_not(guard: Guard, text: str) -> None:
    assert not {finding.rule for finding in guard.check(text).findings} & {"shop.rival", "shop.tone"}


def test_the_advice_names_no_listed_word(guard: Guard) -> None:
    report = guard.check("图片收到了，无敌。去蓝鲸优选看看。明天给您回复")
    assert {finding.rule for finding in report.findings} >= {"shop.rival", "shop.tone"}
    assert report.findings[0].advice and not guard.check(report.findings[0].advice).alarmed


def test_a_listed_word_spread_over_messages_is_found(guard: Guard) -> None:
    report = guard.check(Message("优选看看", history=(Turn("agent", "去蓝鲸"),)))
    assert [(finding.rule, finding.quote) for finding in report.findings] == [("shop.rival", "优选")]


PIECES = st.sampled_from(
    [
        *"蓝鲸优选无敌兔标",
        "vx",
        "薇❤",
        "加",
        "-",
        " ",
        "。",
        "blue",
        "Whale",
        "1",
        "微信",
        "13800138000",
        "\u200b",
        "不卖",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=10).map("".join), max_size=6))
def test_a_batch_finds_the_same(guard: Guard, texts: list[str]) -> None:
    reports = list(guard.check_batch(texts))
    assert reports == [guard.check(text) for text in texts]
    for text, report in zip(texts, reports, strict=True):
        for finding in report.findings:
            assert text[finding.start : finding.end] == finding.quote
