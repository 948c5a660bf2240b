"""Every conduct rule fires on its own examples and stays silent on its look-alikes."""

import pytest

from kefu import Guard, Message, Turn
from kefu.checks.guard import shipped_book
from kefu.rulebook.pack import Example
from kefu.vocabulary.talk import Order, Shop

CASES = [
    (rule.id, platform, example, wanted)
    for rule in shipped_book().rules
    if rule.kind == "conduct" and rule.cues
    for wanted, examples in ((True, rule.examples.yes), (False, rule.examples.no))
    for example in examples
    for platform in ([example.platform] if example.platform else rule.platforms)
]


def message_of(example: Example) -> Message:
    """The example as it would reach the guard: with what was said before it, the order and the shop."""
    history = tuple(Turn(said.role, said.text) for said in example.history)
    if example.asked:
        history += (Turn("buyer", example.asked),)
    order = Order(**example.order) if example.order else None
    shop = Shop(**example.shop) if example.shop else None
    return Message(example.text, history=history, order=order, shop=shop)


@pytest.mark.parametrize(("rule", "platform", "example", "wanted"), CASES)
def test_a_rule_and_its_own_examples(rule, platform, example, wanted) -> None:
    report = Guard.load(platform=platform, reader=False).check(message_of(example))
    fired = rule in {finding.rule for finding in report.findings if finding.alarm}
    assert fired is wanted


@pytest.mark.parametrize(("rule", "platform", "example", "wanted"), [case for case in CASES if case[3]])
def test_the_advice_is_clean_itself(rule, platform, example, wanted) -> None:
    guard = Guard.load(platform=platform, reader=False)
    for finding in guard.check(message_of(example)).findings:
        if finding.alarm:
            assert finding.advice
            assert not guard.check(finding.advice).alarmed, finding.advice
            assert example.text[finding.start : finding.end] == finding.quote
