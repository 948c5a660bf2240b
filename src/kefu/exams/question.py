"""What an examiner has in hand: a draft of a question, and the question as it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from kefu.rulebook.pack import Rule
from kefu.vocabulary.ids import Platform

Type = Literal["true_false", "fill", "single", "multi"]
TYPES: Final[tuple[Type, ...]] = get_args(Type)
TYPE_NAMES: Final[dict[Type, tuple[str, str]]] = {
    "true_false": ("判断题", "True or false"),
    "fill": ("填空题", "Blanks"),
    "single": ("单选题", "Single choice"),
    "multi": ("不定项选择题", "Any number"),
}

Confusion = Literal["platform", "date", "disputed", "tier", "near", "term", "count", "talk", "list", "source"]
CONFUSIONS: Final[dict[Confusion, tuple[str, str]]] = {
    "platform": ("别的平台的规定", "another platform's rule"),
    "date": ("旧规定", "an older rule"),
    "disputed": ("有争议的说法", "a disputed statement"),
    "tier": ("相邻的档次", "a neighbouring degree or node"),
    "near": ("相近条款的数", "a number of a clause near by"),
    "term": ("条款里的关键词", "the clause's own terms"),
    "count": ("算法：基数、上下限、起算", "reckoning: base, caps, where it starts"),
    "talk": ("听起来相像的话", "sentences that sound alike"),
    "list": ("不在同一张清单上的", "things of another list"),
    "source": ("说法的可靠程度", "how sure a statement is"),
}
"""What those who err mistake for the answer."""

Difficulty = Literal["easy", "medium", "hard"]
DIFFICULTIES: Final[dict[Difficulty, tuple[str, str]]] = {
    "easy": ("易", "easy"),
    "medium": ("中", "medium"),
    "hard": ("难", "hard"),
}

BLANK: Final = "____"
LETTERS: Final = "ABCDEFGH"

Key = bool | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """One distinct question on one clause, before a paper fixes its order and which of its sides is asked.

    Attributes:
        rule: the clause behind it.
        facet: what of the clause is asked: a parameter, a word, a reckoning. No clause is asked twice for the same.
        text: true_false: the true statement, '' where there is none; fill: the text with its blanks; else the question.
        false: true_false alone: the false statement, '' where there is none.
        right: fill: what stands in each blank, other ways to say it behind `|`; choices: the right options.
        wrong: the wrong options, the likeliest mistake first.
        note: what the wrong ones come from, one sentence.
        ordered: the options stand in the order of their numbers, not shuffled.
    """

    rule: Rule
    facet: str
    confusion: Confusion
    type: Type
    difficulty: Difficulty
    text: str
    false: str = ""
    right: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    note: str = ""
    ordered: bool = False

    @property
    def id(self) -> str:
        """The same for the same question in every paper."""
        return f"{self.rule.id}#{self.facet}"


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a paper prints it.

    Attributes:
        key: true_false: whether the statement is right; fill: what stands in each blank; single: a letter; multi: letters.
        why: the clause, how sure and how old it is, and what the wrong answers come from.
        confusion: what those who err mistake for the answer; '' in a shop's own questions.
    """

    id: str
    type: Type
    question: str
    options: tuple[str, ...]
    points: int
    key: Key
    clause: str
    why: str
    platform: Platform | None = None
    topic: str = ""
    difficulty: Difficulty = "medium"
    confusion: str = ""
    status: str = ""
    dated: str = ""

    def as_json(self) -> dict[str, Any]:
        """As `kefu exam paper --jsonl` writes it."""
        return {
            "id": self.id, "type": self.type, "question": self.question, "options": list(self.options),
            "points": self.points, "key": list(self.key) if isinstance(self.key, tuple) else self.key,
            "clause": self.clause, "why": self.why, "platform": self.platform, "topic": self.topic,
            "difficulty": self.difficulty, "confusion": self.confusion, "status": self.status, "dated": self.dated,
        }  # fmt: skip
