"""Words that ship beside the code, as data."""

from __future__ import annotations

from importlib import resources
from typing import Any


def shipped_data(package: str, name: str) -> Any:
    """What a YAML file of ours says; `package` is where it lies, such as `kefu.language`."""
    import yaml

    text = resources.files(package).joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
