"""Which account is the shop's, told from who speaks with whom, where no name tells it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from kefu.connectors.exports.parties import party_of
from kefu.vocabulary.errors import KefuError


def common_account(conversations: Sequence[set[str]], where: str, mend: str) -> str:
    """The account that takes part in all conversations.

    Args:
        mend: with `{}` where an account stands as an example.

    Raises:
        KefuError: there is none, or not one alone.
    """
    talks = [accounts for accounts in conversations if len(accounts) > 1]
    common = set.intersection(*talks) if talks else set()
    if len(common) == 1:
        return common.pop()
    raise _untold({account for accounts in conversations for account in accounts}, where, mend)


def account_between(speakers: Sequence[str], where: str, mend: str) -> str:
    """The account that speaks with all others, where conversations follow each other and nothing parts them.

    Of n accounts one is the shop's and n-1 are buyers, so that at most n-2 times a buyer speaks right after another.

    Raises:
        KefuError: there is none, or not one alone.
    """
    heard = [speaker for speaker in speakers if party_of(speaker) is None]
    names = set(heard)
    changes = [(one, other) for one, other in pairwise(heard) if one != other]
    takes_part = Counter(name for change in changes for name in change)
    between = [name for name in names if takes_part[name] >= len(changes) - (len(names) - 2)]
    if len(names) > 2 and len(between) == 1:
        return between[0]
    raise _untold(names, where, mend)


def _untold(names: set[str], where: str, mend: str) -> KefuError:
    found = sorted(name[:24] for name in names)[:6]
    what = f"which account is the shop's cannot be told; found: {', '.join(found) or 'no account'}"
    return KefuError("export-roles", what, where, mend.format(found[0] if found else "…"))
