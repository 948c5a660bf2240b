"""The parameters of a rule as people read them: under Chinese names, with the word that a machine reads beside."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from kefu.rulebook.citation import Language
from kefu.rulebook.quantity import Quantity
from kefu.vocabulary.shipped import shipped_data


@functools.cache
def chinese(kind: Literal["names", "words"]) -> Mapping[str, str]:
    """What parameters (`names`), or the words that stand in them, are called in Chinese."""
    called: Mapping[str, str] = shipped_data("kefu.rulebook", "parameters.yaml")[kind]
    return called


class Figure(NamedTuple):
    """One parameter.

    Attributes:
        name: as it is written; nested names are joined by dots.
        chinese: what it is called in Chinese, '' where no part of the name is known.
        value: in the language asked for.
    """

    name: str
    chinese: str
    value: str

    def __str__(self) -> str:
        return f"{self.chinese} {self.name}: {self.value}".strip()


def figures(parameters: Mapping[str, Any], language: Language) -> list[Figure]:
    """The parameters one by one.

    >>> [str(each) for each in figures({"points": "6 points", "class": "general"}, "zh")]
    ['扣分 points: 6 分', '类别 class: 一般违规（general）']
    """
    return [
        Figure(".".join(names), called(names) if language == "zh" else "", shown(value, language))
        for names, value in _flat(parameters, language)
    ]


def called(names: tuple[str, ...]) -> str:
    """A name in Chinese; parts that have no Chinese name stay."""
    known = chinese("names")
    return "·".join(known.get(name, name) for name in names) if not known.keys().isdisjoint(names) else ""


def _flat(
    parameters: Mapping[str, Any], language: Language, above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every value with its name. What is said in both languages is told in the one asked for."""
    other = {"zh": "en", "en": "zh"}[language] if {"zh", "en"} <= parameters.keys() else None
    for key, value in parameters.items():
        if key == other:
            continue
        names = (*above, key)
        if isinstance(value, Mapping):
            yield from _flat(value, language, names)
        else:
            yield names, value


def shown(value: Any, language: Language) -> str:
    """One value of the parameters as a reader is shown it."""
    zh = language == "zh"
    match value:
        case bool():
            return ("是" if value else "否") if zh else "yes" if value else "no"
        case str() if Quantity.resembles(value):
            return Quantity.parse(value).shown(language)
        case str() if zh and value in chinese("words"):
            return f"{chinese('words')[value]}（{value}）"
        case Mapping():
            told = (
                (called(names[-1:]) if zh else "", ".".join(names), shown(inner, language))
                for names, inner in _flat(value, language)
            )
            return ("，" if zh else ", ").join(
                text if name in ("zh", "en") else f"{own or name} {text}" for own, name, text in told
            )
        case list():
            return ("；" if zh else "; ").join(shown(item, language) for item in value)
    return str(value)
