"""HTML that cannot be broken by what it shows: whatever is not markup made here is escaped."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable
from typing import Any


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


Child = str | int | None | Iterable["Child"]


def tag(name: str, *children: Child, **attributes: str | int | bool | None) -> Html:
    """An element.

    Args:
        children: markup stays, other texts are escaped, None is nothing.
        attributes: `class_` is `class`, `data_x` is `data-x`; False and None leave one out, True names it alone.

    >>> tag("p", "1 < 2", tag("b", "&"), class_="x", hidden=True)
    '<p class="x" hidden>1 &lt; 2<b>&amp;</b></p>'
    """
    told = "".join(_attribute(key, value) for key, value in attributes.items() if value not in (None, False))
    return Html(f"<{name}{told}>{join(children)}</{name}>")


def join(children: Iterable[Child]) -> Html:
    """Markup of several children, one after the other."""
    return Html("".join(_shown(child) for child in children))


def script_json(value: Any) -> Html:
    """JSON that can stand in a script element: nothing in it can end the element or begin another."""
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        told = told.replace(sign, f"\\u{ord(sign):04x}")
    return Html(told)


def _shown(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Html):
        return child
    if isinstance(child, (str, int)):
        return html.escape(_sound(str(child)))
    return join(child)


def _attribute(key: str, value: str | int | bool | None) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{html.escape(_sound(str(value)))}"'


def _sound(text: str) -> str:
    """A text without the characters that HTML does not allow."""
    return "".join("\ufffd" if ord(sign) < 32 and sign not in "\t\n\r" else sign for sign in text)
