"""The repository itself: what a newcomer, a Windows console and a careful packager may rely on."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOSTS = (
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "registry.npmjs" + ".org",
    "repo.maven" + ".apache",
    "deb.debian" + ".org",
)
MACHINE = ("/root" + "/", "/home" + "/", "/work" + "/")
READMES = ("README.md", "README.zh.md")


def tracked() -> list[Path]:
    """Every text file that git keeps."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    paths = [ROOT / name for name in listed.stdout.decode("utf-8").split("\0") if name]
    return [path for path in paths if path.is_file() and path.suffix not in (".png", ".xlsx", ".parquet")]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_no_file_names_a_registry_host_or_a_place_on_one_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in tracked()
        for word in (*HOSTS, *MACHINE)
        if word.encode() in path.read_bytes()
    ]
    assert found == []


def test_every_locked_library_carries_its_hashes() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        entries = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").strip())
        for entry in entries:
            assert re.match(r"[a-z0-9._-]+==\S+", entry), f"{lock.name}: {entry[:60]}"
            assert "--hash=sha256:" in entry, f"{lock.name}: {entry[:60]}"
    locked = read("front/package-lock.json")
    assert '"resolved"' not in locked
    assert locked.count('"integrity"') == locked.count('"node_modules/')


def test_the_windows_script_ends_its_lines_as_windows_does_and_is_plain_ascii() -> None:
    raw = (ROOT / "kefu.cmd").read_bytes()
    assert raw.isascii()
    assert raw.count(b"\n") == raw.count(b"\r\n") > 10


TOOLS = ("sh", "cat", "cksum", "dirname", "grep", "rm")
posix = pytest.mark.skipif(os.name == "nt", reason="a POSIX shell is needed")


def newcomer(folder: Path, python: str | None) -> tuple[Path, dict[str, str]]:
    """A copy of what `./kefu` needs, and an environment with this python alone on its path."""
    house = folder / "house"
    for name in ("kefu", "pyproject.toml", "hatch_build.py", "front/package-lock.json", "requirements/run.txt"):
        (house / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, house / name)
    (folder / "bin").mkdir()
    for tool in TOOLS:
        (folder / "bin" / tool).symlink_to(shutil.which(tool) or tool)
    if python is not None:
        stand_in = folder / "bin/python3"
        stand_in.write_text(f"#!/bin/sh\n{python}\n", encoding="utf-8")
        stand_in.chmod(0o755)
    return house / "kefu", {"PATH": str(folder / "bin"), "HOME": str(folder)}


@posix
@pytest.mark.parametrize(
    ("python", "mend"),
    [
        (None, "apt install python3 python3-venv"),
        ("exit 1", "apt install python3 python3-venv"),
        ('[ "$1" = -c ] || exit 1', "apt install python3-venv"),
    ],
    ids=["no Python", "only an old Python", "no venv module"],
)
def test_the_first_call_says_what_to_install(tmp_path: Path, python: str | None, mend: str) -> None:
    kefu, environment = newcomer(tmp_path, python)
    done = subprocess.run([kefu, "check", "x"], env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert mend in done.stderr
    assert "请运行" in done.stderr


def test_both_scripts_install_from_the_same_locks() -> None:
    for name in ("kefu", "kefu.cmd"):
        script = read(name)
        assert "--require-hashes" in script
        assert "--no-deps --no-build-isolation" in script


@pytest.mark.parametrize("readme", READMES)
def test_every_command_in_the_readme_exists(readme: str) -> None:
    from kefu.cli import COMMANDS

    known = {*COMMANDS, "test", "lint"}
    called = set(re.findall(r"^ {4}\./kefu ([a-z]+)", read(readme), re.MULTILINE))
    called |= set(re.findall(r"`\./kefu ([a-z]+)", read(readme)))
    assert called, "the README shows no command"
    assert called <= known


@pytest.mark.parametrize(
    "page", [*READMES, "CONTRIBUTING.md", *[f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md")]]
)
def test_every_file_that_a_page_links_to_exists(page: str) -> None:
    folder = (ROOT / page).parent
    targets = re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", read(page))
    assert [target for target in targets if not (folder / target).exists()] == []


def codes() -> set[str]:
    """Every code that the product gives to a KefuError."""
    found: set[str] = set()
    for path in tracked():
        if path.suffix != ".py" or ROOT / "src" not in path.parents:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "KefuError" and node.args:
                if isinstance(node.args[0], ast.Constant):
                    found.add(str(node.args[0].value))
    return found


def test_every_error_code_has_its_page() -> None:
    headings = set(re.findall(r"^## `([a-z-]+)`$", read("docs/errors.md"), re.MULTILINE))
    assert codes() - headings == set()


def test_no_file_puts_work_off() -> None:
    sign = "TO" + "DO"
    assert [
        str(p.relative_to(ROOT))
        for p in tracked()
        if re.search(rf"\b{sign}\b", p.read_text(encoding="utf-8", errors="replace"))
    ] == []
