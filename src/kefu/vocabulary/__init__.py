"""The words of the trade. Every other room may import from here; this one imports from nobody."""
