"""Carry: what comes in from outside, and goes out."""
