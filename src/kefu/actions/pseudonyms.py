"""Agents under other names: one agent always the same, and from one inspection to the next."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import pyarrow as pa


class Names:
    """Gives an agent's account the name that outputs show."""

    def __call__(self, shop: str, account: str) -> str:
        """The account itself."""
        return account

    def shown(self, findings: pa.RecordBatch) -> pa.RecordBatch:
        """The findings with these names."""
        return findings

    @property
    def keys(self) -> dict[str, str]:
        """What the next inspection needs to use the same names."""
        return {}


class Pseudonyms(Names):
    """客服01, 客服02 … in the order in which the agents speak.

    Args:
        keys: those of an earlier inspection, whose names go on. A key cannot be read back, only tried with a guess.
    """

    def __init__(self, keys: Mapping[str, str] | None = None) -> None:
        self._keys = dict(keys or {})
        self._seen: dict[tuple[str, str], str] = {}

    def __call__(self, shop: str, account: str) -> str:
        """The name of an agent, a new one at first sight; '' stays ''."""
        if not account:
            return ""
        if (shop, account) not in self._seen:
            key = hashlib.blake2b(f"{shop}\0{account}".encode(), digest_size=8, person=b"kefu-agent").hexdigest()
            self._seen[shop, account] = self._keys.setdefault(key, f"客服{len(self._keys) + 1:02}")
        return self._seen[shop, account]

    def shown(self, findings: pa.RecordBatch) -> pa.RecordBatch:
        """The findings with pseudonyms for accounts."""
        pairs = zip(findings.column("shop").to_pylist(), findings.column("agent").to_pylist(), strict=True)
        names = pa.array([self(shop or "", agent or "") for shop, agent in pairs], pa.string())
        return findings.set_column(findings.schema.get_field_index("agent"), "agent", names)

    @property
    def keys(self) -> dict[str, str]:
        """Keys of the accounts and their names."""
        return dict(self._keys)
