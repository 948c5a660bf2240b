"""Hear: Chinese text, its sounds and its disguises. Pure; the tables and words it knows are data beside it."""
