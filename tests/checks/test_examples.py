"""Every rule of the book that a message can break: it is found in its own examples and not in their look-alikes."""

import pytest

from kefu import Guard, Message, Turn
from kefu.checks.shipped import shipped_book
from kefu.rulebook.pack import Example
from kefu.vocabulary.ids import CONDUCT
from kefu.vocabulary.talk import Order, Shop

CASES = [
    (frozenset([rule.id] if rule.id in CONDUCT else rule.grounds), rule.id, platform, example, wanted)
    for rule in shipped_book().rules
    if rule.grounds or rule.id in CONDUCT
    for wanted, examples in ((True, rule.examples.yes), (False, rule.examples.no))
    for example in examples
    if example.text and example.role == "agent"
    for platform in ([example.platform] if example.platform else rule.platforms)
]
NAMES = [f"{name}-{platform}-{'yes' if wanted else 'no'}" for _, name, platform, _, wanted in CASES]


def message_of(example: Example) -> Message:
    """The example as it would reach the guard: with what was said before it, the order and the shop."""
    history = tuple(Turn(said.role, said.text) for said in example.history)
    if example.asked:
        history += (Turn("buyer", example.asked),)
    order = Order(**example.order) if example.order else None
    shop = Shop(**example.shop) if example.shop else None
    return Message(example.text, history=history, order=order, shop=shop)


@pytest.mark.parametrize(("conduct", "name", "platform", "example", "wanted"), CASES, ids=NAMES)
def test_a_rule_and_its_own_examples(conduct, name, platform, example, wanted) -> None:
    """What is found is one of the rule's grounds, said in words of the message; the advice may be said and raises no alarm."""
    guard = Guard.load(platform=platform, reader=False)
    report = guard.check(message_of(example))
    alarms = [finding for finding in report.findings if finding.alarm]
    assert bool(conduct & {finding.rule for finding in alarms}) is wanted, alarms
    for finding in alarms:
        assert example.text[finding.start : finding.end] == finding.quote
        assert finding.advice and not guard.check(finding.advice).alarmed, finding.advice


def test_each_of_the_39_rules_has_examples_of_both_kinds() -> None:
    for rule in CONDUCT:
        both = {wanted for conduct, name, _, _, wanted in CASES if name == rule}
        assert both == {True, False}, rule
