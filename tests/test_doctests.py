"""The examples in the docstrings say what the code does."""

import doctest
import importlib
import pkgutil

import pytest

import kefu

MODULES = sorted(
    module.name for module in pkgutil.walk_packages(kefu.__path__, "kefu.") if module.name != "kefu.__main__"
)


@pytest.mark.parametrize("name", ["kefu", *MODULES])
def test_the_examples_of_a_module_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
