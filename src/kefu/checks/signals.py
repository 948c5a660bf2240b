"""What a buyer's words give away: the signals that words decide."""

from __future__ import annotations

import functools
from importlib import resources

from kefu.checks.cues import Cue, cue
from kefu.language.forms import fold
from kefu.vocabulary.verdict import Signals


@functools.cache
def signal_cues() -> dict[str, tuple[Cue, ...]]:
    """The cues of signals.yaml by signal."""
    import yaml

    text = resources.files("kefu.checks").joinpath("signals.yaml").read_text(encoding="utf-8")
    return {name: tuple(cue(str(each)) for each in cues) for name, cues in yaml.safe_load(text).items()}


def signals(text: str) -> Signals:
    """The intents, risks and emotion of a buyer's message. Raises: nothing."""
    plain = fold(text)
    found = [name for name, cues in signal_cues().items() if any(each.pattern.search(plain) for each in cues)]
    return Signals(
        tuple(name for name in found if name.startswith(("ask.", "report."))),
        tuple(name for name in found if name.startswith("risk.")),
        "angry" if "angry" in found else "upset" if "upset" in found else "calm",
    )
