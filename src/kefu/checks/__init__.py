"""Judge what was said: rules as cues over the heard text. Pure."""

from kefu.checks.guard import Guard

__all__ = ["Guard"]
