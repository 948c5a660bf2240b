"""Questions that quote a clause: true as it stands or false by one number, or with its numbers left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kefu.exams.lookalikes import Lookalike, Numbers, shown
from kefu.exams.mentions import Mention, mentions, written_like
from kefu.exams.question import BLANK, Difficulty, Draft
from kefu.exams.wording import wording
from kefu.rulebook.pack import Rule
from kefu.rulebook.quantity import Quantity
from kefu.vocabulary.ids import PLATFORM_NAMES, PLATFORMS

SENTENCE: Final = re.compile(r"[^。！？]+[。！？]?")
_SHORT: Final = 62
_OPENINGS: Final = ("{name}规定：", "在{name}，", "按{name}的规则，")
_SAYS_WHERE: Final = re.compile("淘宝|天猫|拼多多|京东|抖音|安心购|咚咚|飞鸽|^《")
_BEGINS: Final = re.compile("^(?:据文本片段，|按培训资料，)")
"""How a clause begins that is read from a part of a text: the status says so too."""
_ASIDE: Final = re.compile(
    r"[，；。](?:(?:另有|其中一种|较新的|早些的)(?:文本|页面)|征集稿|[^，；。]*来源写的是|有资料)"
)
"""Where a clause begins to speak of its sources: no question quotes that, nor hangs on a number that stands behind it."""
_POINTS_BACK: Final = re.compile("上述|前述|同上|这种做法|此列|节点相同")
"""Words that cannot be understood without what stands before them."""
_ASKS: Final = re.compile("什么|谁|多少|多久|多长|几|哪|怎样|如何")
_MOST_BLANKS: Final = 2
_LEANS: Final = re.compile("^(?:其中|后两种|此后|另有|上述|同样|这类|它|他们|该|此说|另|也|严重的|轻的|重的|特别严重)")
"""How a sentence begins that cannot stand without the one before it."""


def chosen(rule: Rule, count: int) -> int:
    """One of so many ways of asking, always the same for the same clause."""
    return sum(rule.id.encode()) % count


def ended(text: str) -> str:
    """A question with the mark that it ends with.

    >>> ended("运费由谁出"), ended("下列做法正确的是"), ended("店铺首先应当")
    ('运费由谁出？', '下列做法正确的是：', '店铺首先应当：')
    """
    asks = _ASKS.search(text) and not re.search(r"(?:是|有|为|应当|应扣|扣|应赔|可以)$", text)
    return f"{text}{'？' if asks else '：'}"


def opening(rule: Rule, quoted: str) -> str:
    """Where a clause holds, as a sentence begins that quotes it; '' where the words quoted say it themselves."""
    if subject := wording()["subjects"].get(rule.id):
        return str(subject)
    if rule.folder == "law" and not quoted.startswith("《"):
        return f"根据《{plain_title(rule)}》，"
    if rule.folder not in PLATFORMS or _SAYS_WHERE.search(quoted):
        return ""
    ways = _OPENINGS if rule.status in ("current", "reported", "superseded") and "：" not in quoted else ("在{name}，",)
    return ways[chosen(rule, len(ways))].format(name=PLATFORM_NAMES[rule.folder][0])


def plain_title(rule: Rule) -> str:
    """The law behind a clause without the year of its version."""
    title = re.sub(r"（[^）]*[年号令][^）]*）$", "", rule.source[0].title)
    return title.replace("《", "〈").replace("》", "〉").replace(" ", "·")


def around(text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """From where to where a clause is quoted: whole, or, where it is long, the sentence that holds these spans.

    What the clause says of its sources stays out where it stands behind the spans.
    """
    found = _BEGINS.match(text)
    start = found.end() if found else 0
    first, last = min(a for a, _ in spans), max(b for _, b in spans)
    aside = _ASIDE.search(text, last)
    whole = aside.start() if aside else len(text)
    if whole - start <= _SHORT:
        return start, whole
    sentences = [span.span() for span in SENTENCE.finditer(text)]
    begin = max((a for a, _ in sentences if a <= first), default=start)
    end = min((b for _, b in sentences if b >= last), default=len(text))
    while begin and (_LEANS.match(text[begin:]) or _POINTS_BACK.search(text[begin:end])):
        begin = max(a for a, _ in sentences if a < begin)
    return max(begin, start), min(end, whole)


def closed(text: str) -> str:
    """A sentence with the mark that ends it."""
    return text if text.endswith(("。", "！", "？")) else f"{text.rstrip('，；：')}。"


def hedged(rule: Rule, number: Quantity) -> bool:
    """Whether a clause tells a number only of another text or page than the one that it stands on."""
    aside = _ASIDE.search(rule.clause.zh)
    behind = re.sub(r"\s", "", rule.clause.zh[aside.start() :]) if aside else ""
    return bool(behind) and re.sub(r"\s", "", number.shown()) in behind


def quoted(rule: Rule, numbers: Numbers, holding: Sequence[Rule]) -> list[Draft]:
    """The one question that quotes the clause for a number of it: a statement, or blanks to fill."""
    if rule.status == "disputed" or rule.id in wording()["unquoted"]:
        return []
    aside = _ASIDE.search(rule.clause.zh)
    found = [each for each in mentions(rule) if aside is None or each.start < aside.start()]
    begin, end = around(rule.clause.zh, [(each.start, each.end) for each in found[:1]]) if found else (0, 0)
    if not found or _POINTS_BACK.search(rule.clause.zh[begin:end]):
        return []
    wrong = [numbers.like(rule, each.name, each.quantity, holding) for each in found]
    gaps = _gaps(rule, found, wrong[0])
    if chosen(rule, 4) == 0 or (len(found) >= _MOST_BLANKS and chosen(rule, 2)):
        return [gaps]
    return next(
        (drafts for each, like in zip(found, wrong, strict=True) if (drafts := _statement(rule, each, like))), [gaps]
    )


def _gaps(rule: Rule, found: Sequence[Mention], like: Sequence[Lookalike]) -> Draft:
    """The clause with one or two of its numbers left out."""
    text = rule.clause.zh
    first = found[0]
    other = [each for each in found[1:] if each.written != first.written and "once" not in each.path]
    picked = sorted([first, *other[: _MOST_BLANKS - 1]], key=lambda each: each.start)
    begin, end = around(text, [(each.start, each.end) for each in picked])
    parts, at = [opening(rule, text[begin:end])], begin
    for each in picked:
        cut = text[at : each.start].rstrip(" ")
        parts += [cut, BLANK]
        at = each.start + len(each.written)
    parts.append(text[at:end])
    facet = "+".join(dict.fromkeys(each.path for each in picked))
    right = tuple(each.written for each in picked)
    asked = closed(re.sub(rf"{BLANK} +", BLANK, "".join(parts)))
    level: Difficulty = "hard" if len(picked) > 1 else "medium"
    confused = [each for each in like if each.kind != "near"]
    note = f"容易记混：{confused[0].told}" if confused else ""
    return Draft(rule, facet, "near", "fill", level, asked, right=right, note=note)


def _statement(rule: Rule, mention: Mention, wrong: Sequence[Lookalike]) -> list[Draft]:
    """The clause as it stands, or with a number that others confuse with its own."""
    text = rule.clause.zh
    begin, end = around(text, [(mention.start, mention.end)])
    for each in wrong:
        number = written_like(each.quantity, mention)
        if number is None or number == mention.written or mention.unit == "周":
            continue
        if re.search(rf"(?<![\d.]){re.escape(number)}\s?{mention.unit}", text):
            continue
        tail = text[mention.start + len(mention.written) : end]
        if "万" in number:
            tail = re.sub(r"^\s?万?\s?", " ", tail) if not tail.lstrip().startswith("万") else tail
            number = number.removesuffix(" 万") if tail.lstrip().startswith("万") else number
        elif tail.lstrip().startswith("万"):
            continue
        head = opening(rule, text[begin:end])
        false = closed(f"{head}{text[begin : mention.start]}{number}{tail}".replace("万 元", "万元"))
        note = f"本条是 {shown(mention.quantity, mention.path)}；{each.told}"
        level: Difficulty = "hard" if each.kind in ("date", "disputed") else "medium"
        true = closed(f"{head}{text[begin:end]}")
        return [Draft(rule, mention.path, each.kind, "true_false", level, true, false=false, note=note)]
    return []
