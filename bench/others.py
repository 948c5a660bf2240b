"""Other filters on the same messages and words: those of Python here, those of npm and the JVM in programs of their own."""

from __future__ import annotations

import importlib.metadata
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
RUNS: Final = 5

Find = Callable[[str], Iterable[str]]


@dataclass(frozen=True)
class Job:
    """What every filter gets: the words to find, the messages to be timed on, the disguises to find words in."""

    words: Sequence[str]
    messages: Sequence[str]
    disguises: Sequence[str]


@dataclass(frozen=True)
class Result:
    """How a filter did; `found` is what it found in each disguise. `missing` says why it could not be measured."""

    name: str
    seconds: Sequence[float] = ()
    found: Sequence[Sequence[str]] = ()
    missing: str = ""


def pyahocorasick(words: Sequence[str]) -> Find:
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for word in words:
        automaton.add_word(word.lower(), word)
    automaton.make_automaton()
    return lambda text: [word for _, word in automaton.iter(text.lower())]


def ahocorasick_rs(words: Sequence[str]) -> Find:
    import ahocorasick_rs

    automaton = ahocorasick_rs.AhoCorasick([word.lower() for word in words])
    return lambda text: [words[n] for n, _, _ in automaton.find_matches_as_indexes(text.lower(), overlapping=True)]


def flashtext(words: Sequence[str]) -> Find:
    from flashtext import KeywordProcessor

    processor = KeywordProcessor(case_sensitive=False)
    processor.set_non_word_boundaries(set())
    processor.add_keywords_from_list(list(words))
    return lambda text: processor.extract_keywords(text)


def flashtext2(words: Sequence[str]) -> Find:
    from flashtext2 import KeywordProcessor

    processor = KeywordProcessor(case_sensitive=False)
    for word in words:
        processor.add_keyword(word)
    return lambda text: processor.extract_keywords(text)


def sensitive_word(words: Sequence[str]) -> Find:
    from textfilter import DFAFilter

    filter_ = DFAFilter()
    for word in words:
        filter_.add(word)

    def find(text: str) -> list[str]:
        plain = text.lower()
        masked = filter_.filter(text)
        return (
            []
            if masked == plain
            else [word for word in words if plain.count(word.lower()) > masked.count(word.lower())]
        )

    return find


PYTHON: Final[dict[str, tuple[str, Callable[[Sequence[str]], Find]]]] = {
    "pyahocorasick": ("pyahocorasick", pyahocorasick),
    "ahocorasick-rs": ("ahocorasick_rs", ahocorasick_rs),
    "flashtext": ("flashtext", flashtext),
    "flashtext2": ("flashtext2", flashtext2),
    "sensitive-word (PyPI)": ("sensitive-word", sensitive_word),
}


def timed(find: Callable[[str], Any], messages: Sequence[str], runs: int = RUNS) -> list[float]:
    """Seconds of processor time that each of some runs over the messages took."""
    out: list[float] = []
    for _ in range(runs):
        start = time.process_time()
        for text in messages:
            find(text)
        out.append(time.process_time() - start)
    return out


def of_python(job: Job) -> Iterator[Result]:
    """The filters that are Python packages."""
    for name, (package, make) in PYTHON.items():
        try:
            find = make(job.words)
            version = importlib.metadata.version(package)
        except (ImportError, importlib.metadata.PackageNotFoundError):
            yield Result(name, missing="not installed: pip install -r requirements/bench.txt")
            continue
        yield Result(f"{name} {version}", timed(find, job.messages), [list(find(text)) for text in job.disguises])


def of_other_languages(job: Job) -> Iterator[Result]:
    """The filters from npm and from Maven, each built in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="kefu-rivals-") as folder:
        given = Path(folder, "job.json")
        given.write_text(json.dumps({**vars(job), "runs": RUNS}, ensure_ascii=False), encoding="utf-8")
        yield from _ran(
            "filters from npm",
            folder,
            given,
            ["npm", "install", "--silent", "--no-audit", "--no-fund"],
            ["node", "rivals.mjs"],
        )
        build = ["mvn", "-q", "-B", "package", "dependency:copy-dependencies", "-DoutputDirectory=target/lib"]
        path = os.pathsep.join(["target/classes", "target/lib/*"])
        yield from _ran("filters of the JVM", folder, given, build, ["java", "-cp", path, "Rivals"])


def _ran(name: str, folder: str, given: Path, build: Sequence[str], run: Sequence[str]) -> Iterator[Result]:
    """Build and run one program. Yields what it measured, or why it could not."""
    tools = [shutil.which(build[0]), shutil.which(run[0])]
    if None in tools:
        yield Result(name, missing=f"no {build[0]} or no {run[0]} here")
        return
    shutil.copytree(HERE / "rivals", folder, dirs_exist_ok=True)
    built = subprocess.run([str(tools[0]), *build[1:]], cwd=folder, capture_output=True, timeout=900)
    if built.returncode:
        yield Result(name, missing=f"{build[0]} could not fetch or build them")
        return
    ran = subprocess.run([str(tools[1]), *run[1:], str(given)], cwd=folder, capture_output=True, timeout=1800)
    for line in ran.stdout.decode("utf-8", "replace").splitlines():
        if line.startswith("{"):
            yield Result(**json.loads(line))
    if ran.returncode:
        yield Result(name, missing=f"{run[0]} ended with {ran.returncode}")
