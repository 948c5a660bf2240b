"""A real browser for the pages, led over WebDriver; where chromedriver or its Chromium is missing, its tests are skipped."""

from __future__ import annotations

import json
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator
from typing import Any, Final

import pytest

HEADLESS: Final = ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run"]
PATIENCE: Final = 30_000
"""Milliseconds within which a page must come to show what is expected of it."""
KEYS: Final = {"Enter": "\ue007", "Backspace": "\ue003", "Delete": "\ue017", "Escape": "\ue00c"}
SEEN: Final = """
const look = () => { if (EXPECTED) { watch.disconnect(); tell(true); } };
const tell = arguments[0];
const watch = new MutationObserver(look);
watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
look();
"""


class Browser:
    """One window. Keys are pressed as a person's are."""

    def __init__(self, driver: str) -> None:
        self.base = f"{driver}/session"
        options = {"args": HEADLESS}
        told = {"browserName": "chrome", "goog:chromeOptions": options, "timeouts": {"script": PATIENCE}}
        self.base += "/" + self._ask("POST", "", {"capabilities": {"alwaysMatch": told}})["sessionId"]

    def open(self, url: str) -> None:
        self._ask("POST", "/url", {"url": url})

    def press(self, *keys: str) -> None:
        """Press and let go of each, one after the other; 'abc' is typed letter by letter, 'Enter' is a key."""
        signs = [sign for key in keys for sign in KEYS.get(key, key)]
        acts = [{"type": kind, "value": sign} for sign in signs for kind in ("keyDown", "keyUp")]
        self._ask("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": acts}]})

    def run(self, script: str) -> Any:
        """What a script in the page returns; the page's policy holds for it too."""
        return self._ask("POST", "/execute/sync", {"script": script, "args": []})

    def see(self, expected: str) -> None:
        """Come back as soon as an expression is true in the page; fails where it does not come true."""
        self._ask("POST", "/execute/async", {"script": SEEN.replace("EXPECTED", expected), "args": []})

    def size(self, width: int, height: int) -> None:
        """Show pages at a size in CSS pixels, narrower than a window can be if need be."""
        told = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._ask("POST", "/goog/cdp/execute", {"cmd": "Emulation.setDeviceMetricsOverride", "params": told})

    def close(self) -> None:
        self._ask("DELETE", "")

    def _ask(self, method: str, room: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + room, data, {"Content-Type": "application/json"}, method=method)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Every())
        with opener.open(request, timeout=2 * PATIENCE / 1000) as answer:
            value = json.loads(answer.read())["value"]
        assert not (isinstance(value, dict) and "stacktrace" in value), value["message"].split("\n")[0]
        return value


class _Every(urllib.request.HTTPErrorProcessor):
    """An answer that tells a fault is an answer too."""

    def http_response(self, request: Any, response: Any) -> Any:
        return response


@pytest.fixture(scope="session")
def driver() -> Iterator[str]:
    """Where chromedriver listens."""
    if shutil.which("chromedriver") is None:
        pytest.skip("chromedriver is not installed")
    with subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        told = next(line for line in process.stdout if "started successfully on port" in line)
        yield f"http://127.0.0.1:{told.split()[-1].rstrip('.')}"
        process.terminate()


@pytest.fixture
def browser(driver: str) -> Iterator[Browser]:
    """A window of its own for each test, without a history."""
    window = Browser(driver)
    yield window
    window.close()
