"""HTML that cannot be broken by what it shows: whatever is not markup made here is escaped."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable, Mapping
from importlib import resources
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


def shipped(name: str) -> str:
    """A file of this room as text."""
    return resources.files("kefu.web").joinpath(name).read_text(encoding="utf-8")


def filled(template: str, parts: Mapping[str, str]) -> str:
    """A template of this room with its `{{places}}` filled; what fills them is not looked at again."""
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], shipped(template))


def policy(scripts: Iterable[str]) -> Html:
    """What a browser may do with a page: run these scripts; fetch nothing, send nothing."""
    hashes = " ".join(map(hashed, scripts))
    return Html(f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'")


def hashed(source: str) -> str:
    """A script or style as a policy names it.

    >>> hashed("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode('utf-8')).digest()).decode('ascii')}'"


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
