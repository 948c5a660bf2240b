"""Lets tests of several rooms share the desk in tests/actions/stand_in.py."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "actions"))
