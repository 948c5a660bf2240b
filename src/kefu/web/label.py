"""The page on which a person confirms or corrects what the reader makes of messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from kefu.actions.labelling import SIGNALS, Doubt, Labelling, offered
from kefu.vocabulary.ids import CONDUCT, INTENT_NAMES
from kefu.web.markup import filled, hashed, script_json, shipped
from kefu.web.words import EMOTION, RISK, SPEAKER, Pair, platform_name, rule_name

POLICY: Final = (
    "default-src 'none'; script-src {script}; style-src {style}; connect-src 'self'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
"""What a browser may do with the page: run its own script, and send verdicts to where it came from."""


def label_page(labelling: Labelling, meanings: Mapping[str, Pair], file: str) -> str:
    """The page as it stands now, with what was said so far.

    Args:
        meanings: what a rule says, in Chinese and English; a rule without one is shown by its name.
        file: where the verdicts go, as the person has named it.
    """
    names: dict[str, Pair] = {rule: rule_name(rule) for rule in CONDUCT} | INTENT_NAMES | RISK
    data = {
        "messages": [_message(doubt, labelling) for doubt in labelling.doubts.values()],
        "names": names,
        "meanings": dict(meanings),
        "rules": list(CONDUCT),
        "signals": list(SIGNALS),
        "emotions": EMOTION,
        "roles": SPEAKER,
        "file": file,
    }
    return filled("label.html", {"style": _style(), "data": script_json(data), "script": _script()})


def label_policy() -> str:
    """The Content-Security-Policy of the page."""
    return POLICY.format(script=hashed(_script()), style=hashed(_style()))


def _script() -> str:
    return shipped("label.js")


def _style() -> str:
    return shipped("label.css")


def _message(doubt: Doubt, labelling: Labelling) -> dict[str, Any]:
    told: dict[str, Any] = msgspec.to_builtins(doubt)
    said = labelling.known.get(doubt.id)
    return told | {
        "platform": platform_name(doubt.platform),
        "offered": offered(doubt),
        "said": said.verdict() if said else None,
    }
