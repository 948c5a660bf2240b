"""What may be said instead: innocent sentences kept, words exchanged, lines left as they were."""

from kefu import Guard, Message

TMALL = Guard.load(platform="tmall", reader=False)
PDD = Guard.load(platform="pdd", reader=False)


def advice(text: str, guard: Guard = TMALL) -> str:
    """The advice, which is itself no alarm."""
    said = guard.check(Message(text)).findings[0].advice
    assert said and not guard.check(said).alarmed
    return said


def test_a_message_of_several_lines_keeps_its_line_breaks() -> None:
    lines = advice("图片收到了\n加我薇❤聊\n明天上午给您发货").split("\n")
    assert lines[0] == "图片收到了" and lines[2] == "明天上午给您发货"
    assert len(lines) == 3 and "微信" not in lines[1] and lines[1]


def test_a_word_is_exchanged_in_innocent_lines_beside_another_violation() -> None:
    said = advice("这款宝贝有现货。加我微信吧", PDD)
    assert said.startswith("这款商品有现货。") and "宝贝" not in said


def test_the_word_for_a_child_stays_where_the_word_for_goods_is_exchanged() -> None:
    assert advice("您家宝贝多大了？这款宝贝适合三岁以上", PDD) == "您家宝贝多大了？这款商品适合三岁以上"


def test_a_word_beside_a_violation_in_one_sentence_says_nothing_of_its_own() -> None:
    assert advice("宝贝在路上了，加我微信看", PDD) == advice("在路上了，加我微信看", PDD)
