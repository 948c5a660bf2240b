"""Options as every command takes them."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn

from kefu.cli.telling import told
from kefu.vocabulary.errors import KefuError


class Parser(argparse.ArgumentParser):
    """Takes options by their full names alone, and tells a wrong call in one line."""

    def __init__(self, prog: str, description: str, **more: Any) -> None:
        super().__init__(prog=prog, description=description, allow_abbrev=False, **more)

    def print_help(self, file: Any = None) -> None:
        """Print the help, or fail where it cannot be written."""
        print(self.format_help(), end="", file=file)

    def error(self, message: str) -> NoReturn:
        """End with 2 and one line that says what is wrong and where to look."""
        mend = f"{self.prog} --help tells the options"
        self.exit(2, f"{self.prog}: {told(KefuError('call', ' '.join(message.split()), '', mend))}\n")
