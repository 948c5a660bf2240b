"""Judge: what runs and what was missed, read from a history of events."""
