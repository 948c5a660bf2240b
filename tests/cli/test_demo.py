"""The demo: what a newcomer sees first."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path


def demo(home: Path) -> subprocess.CompletedProcess[str]:
    """Run `kefu demo` in an empty home."""
    environment = {**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home), "LOCALAPPDATA": str(home)}
    return subprocess.run(
        [sys.executable, "-m", "kefu", "demo", "--no-browser"],
        env=environment, capture_output=True, encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip


def test_the_demo_prints_where_its_report_lies_and_the_report_names_good_and_bad(tmp_path: Path) -> None:
    done = demo(tmp_path)
    assert done.returncode == 0, done.stderr
    line = done.stdout.strip().splitlines()[-1]
    assert line.startswith("REPORT ")
    report = Path(line.removeprefix("REPORT "))
    assert done.stdout.count(str(report)) == 1
    assert "引导第三方联系" in report.read_text(encoding="utf-8")
    summary = json.loads((report.parent / "summary.json").read_text(encoding="utf-8"))
    assert {file["platform"] for file in summary["files"].values()} == {"taobao", "tmall", "pdd", "jd", "douyin"}
    assert (summary["messages"], summary["rejected"]) == (292, 0)
    assert 0 < summary["findings"] < summary["agent"]
