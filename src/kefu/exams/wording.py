"""What an examiner wrote down: how questions are put, scenes for what may be said, questions for single clauses."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any

from kefu.vocabulary.shipped import shipped_data


@functools.cache
def wording() -> dict[str, Any]:
    """How examiners put their questions."""
    told: dict[str, Any] = shipped_data("kefu.exams", "wording.yaml")
    return told


@functools.cache
def scenes() -> Mapping[str, Mapping[str, Sequence[Any]]]:
    """By conduct rule the scenes `bad`, `good` and `many` with their replies, as `said.yaml` tells them."""
    told: Mapping[str, Mapping[str, Sequence[Any]]] = shipped_data("kefu.exams", "said.yaml")
    return told


@functools.cache
def by_hand() -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """The questions written for single clauses, by rule id."""
    told: Mapping[str, Sequence[Mapping[str, Any]]] = shipped_data("kefu.exams", "asked.yaml")
    return told
