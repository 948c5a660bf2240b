"""A finding of the reader is explained by the labelled messages nearest to it."""

from kefu.reader.examples import Example, Examples

EXAMPLES = Examples(
    [
        Example("盒子都拆了，这个我们没法再卖", "想退", ("refund.obstacle",)),
        Example("箱子拆了不要紧，照样给您退", "想退", ()),
        Example("发票要加六个点的税", "", ("invoice.surcharge",)),
        Example("尺码偏小，建议拍大一号", "", ()),
    ]
)


def test_of_the_messages_that_break_the_rule_the_one_most_alike_is_shown_and_a_clean_one_beside_it() -> None:
    breaking, clean = EXAMPLES.nearest("包装盒都拆了，没法再卖给别人", "refund.obstacle")
    assert breaking is not None and breaking.text == "盒子都拆了，这个我们没法再卖"
    assert clean is not None and clean.text == "箱子拆了不要紧，照样给您退"


def test_where_no_message_breaks_the_rule_none_is_shown() -> None:
    assert EXAMPLES.nearest("随便", "cod.refusal")[0] is None
    assert Examples(()).nearest("随便", "cod.refusal") == (None, None)
