"""One way to say what is wrong: what, where, and how to mend it."""

from __future__ import annotations


class KefuError(Exception):
    """An input that cannot be used. Printed as one line, never as a traceback.

    Args:
        code: stable word, a heading of docs/errors.md.
        what: what is wrong, in one clause.
        where: file, line or field; '' where there is none.
        mend: what the person can do about it.
    """

    def __init__(self, code: str, what: str, where: str = "", mend: str = "") -> None:
        super().__init__(what)
        self.code, self.what, self.where, self.mend = code, what, where, mend

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}; {self.mend}" if self.mend else head

    def __reduce__(self) -> tuple[type[KefuError], tuple[str, str, str, str]]:
        return KefuError, (self.code, self.what, self.where, self.mend)
