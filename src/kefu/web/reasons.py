"""Why the reader found something: the words that carried it, how sure it is, and the labelled messages most like the whole."""

from __future__ import annotations

from typing import Final

from kefu.reader.examples import Example, shipped_examples
from kefu.vocabulary.verdict import Finding
from kefu.web.markup import Child, Html, tag
from kefu.web.words import both

SURE: Final = 0.995
"""No model is surer than this in round figures."""


def why(finding: Finding, text: str) -> Html | None:
    """The reasons of a finding, folded; None where words found it, for then the marked words are the reason.

    Args:
        text: the message in which it was found, as the page shows it.
    """
    if finding.by != "reader":
        return None
    share = "" if finding.p is None else ">99%" if finding.p >= SURE else f"{finding.p:.0%}"
    zh, en = finding.sureness
    rows: list[tuple[Html, Child]] = [
        (both("凭这几个字", "Carried by"), tag("mark", finding.quote, class_=finding.severity)),
        (
            both("把握", "Probability"),
            both(
                f"{share}：模型读意思判断，不是按词；按店铺平常一天的聊天估的，那里违规的话少",
                f"{share}, by the model that reads meaning, not by words, told for a shop's ordinary day, in which few messages offend",
            ),
        ),
    ]
    breaking, clean = shipped_examples().nearest(text, finding.rule)
    if breaking is not None:
        rows.append((both("最像的违规说法", "Most like it, a violation"), _example(breaking)))
    if clean is not None:
        rows.append((both("最像的合规说法", "Most like it, clean"), _example(clean)))
    told = both(f"为什么（模型判断，{zh}）", f"Why (found by the model, {en})")
    terms = [[tag("dt", name), tag("dd", child)] for name, child in rows]
    return tag("details", tag("summary", told), tag("dl", terms, class_="reasons"), class_="why")


def _example(each: Example) -> list[Child]:
    asked = tag("small", both(f"买家：{each.before}", f"Buyer: {each.before}")) if each.before else None
    return [asked, tag("span", each.text, class_="said")]
