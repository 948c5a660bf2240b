"""Judge: what runs and what was missed, read from a history of events."""

from kefu.clocks.clock import STATES, Clock, State, Unsaid
from kefu.clocks.history import NO_TERMS, History, Terms
from kefu.clocks.reading import read, unsaid

__all__ = ["NO_TERMS", "STATES", "Clock", "History", "State", "Terms", "Unsaid", "read", "unsaid"]
