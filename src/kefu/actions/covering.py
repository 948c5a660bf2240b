"""What outputs may show of conversations: the buyer covered, and with pseudonyms the agent too."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from kefu.actions.conversations import Conversations
from kefu.actions.disclosures import NOTHING_TOLD, Disclosures, disclosures
from kefu.actions.masking import buyer_spans, cover, mask, mask_session
from kefu.actions.numbers import as_folded
from kefu.actions.traces import traces


@dataclass(frozen=True)
class Privacy:
    """What the outputs may show: buyers (`unmask`), and agents in other people's words (not with `pseudonyms`)."""

    unmask: bool = False
    pseudonyms: bool = False


class _Chat(NamedTuple):
    """One conversation: the buyers' accounts, what it tells of the buyer, and the rows that may tell something."""

    accounts: tuple[str, ...]
    told: Disclosures
    telling: frozenset[int]


class Covering:
    """Covers lines of a table; of each conversation it learns once what it tells, and only of those that are shown."""

    def __init__(self, talk: Conversations, privacy: Privacy) -> None:
        self._talk, self._privacy = talk, privacy
        self._chats: dict[int, _Chat] = {}
        self._chat_of: dict[int, _Chat] = {}

    def text(self, row: int) -> str:
        """The text of a line as outputs may show it."""
        text = self._talk.texts[row]
        spans = []
        if not self._privacy.unmask:
            accounts, told, telling = self._chat(row)
            spans = buyer_spans(text, accounts, told, row in telling)
        if self._privacy.pseudonyms:
            spans += agent_spans(text, self._talk.agents(row))
        return cover(text, spans)

    def advice(self, row: int, advice: str) -> str:
        """What to say instead of a line, which may repeat something of it."""
        if self._privacy.unmask:
            return advice
        chat = self._chat(row)
        return mask(advice, chat.accounts, chat.told)

    def session(self, row: int, session: str) -> str:
        """The name of a line's conversation."""
        if not self._privacy.unmask:
            session = mask_session(session, self._chat(row).accounts)
        if self._privacy.pseudonyms:
            session = cover(session, agent_spans(session, self._talk.agents(row)))
        return session

    def _chat(self, row: int) -> _Chat:
        chat = self._chat_of.get(row)
        if chat is None:
            rows = self._talk.rows(row)
            chat = self._chats.get(rows[0])
            if chat is None:
                chat = self._chats[rows[0]] = self._met(rows)
            self._chat_of[row] = chat
        return chat

    def _met(self, rows: Sequence[int]) -> _Chat:
        texts = [self._talk.texts[row].replace("\n", " ") for row in rows]
        folded = as_folded("\n".join(texts))
        begins = [0, *accumulate(len(text) + 1 for text in texts)]
        telling = {bisect_right(begins, at) - 1 for at in traces(folded)}
        told = NOTHING_TOLD
        if telling:
            told = disclosures([self._talk.roles[row] for row in rows], folded.split("\n"), telling)
        return _Chat(self._talk.buyers(rows[0]), told, frozenset(rows[at] for at in telling))


def agent_spans(text: str, accounts: Sequence[str]) -> list[tuple[int, int]]:
    """Where a text calls an agent by the account or by its part behind the shop's name."""
    spans = []
    for name in {part for account in accounts for part in (account, account.replace("：", ":").rpartition(":")[2])}:
        at = text.find(name) if len(name) >= 2 else -1
        while at >= 0:
            spans.append((at, at + len(name)))
            at = text.find(name, at + len(name))
    return spans
