"""Judge: papers drawn from the rulebook, and their marking."""

from kefu.exams.marking import Mark, mark
from kefu.exams.paper import Request, paper
from kefu.exams.question import Question

__all__ = ["Mark", "Question", "Request", "mark", "paper"]
