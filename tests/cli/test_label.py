"""`kefu label` as it is called: the address, the page, the end, and what it says of its files."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

ROW = {"id": "h1", "platform": "tmall", "role": "agent", "text": "拆了不退", "guess": {"labels": []}}


def test_a_sitting_from_the_first_line_to_the_last(tmp_path: Path) -> None:
    source, out = tmp_path / "uncertain.jsonl", tmp_path / "店铺.jsonl"
    source.write_text(json.dumps(ROW) + "\n{cut off", encoding="utf-8")
    call = [sys.executable, "-X", "utf8", "-m", "kefu", "label", str(source), "-o", str(out), "--no-browser"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as kefu:
        assert kefu.stdout is not None
        word, url = kefu.stdout.readline().split()
        assert word == "LABEL"
        place = urlsplit(url)
        for room, said in (("verdict", {"id": "h1", "labels": ["refund.refusal"]}), ("end", {})):
            headers = {"Origin": f"http://{place.netloc}", "Content-Type": "application/json"}
            request = urllib.request.Request(url + room, json.dumps(said).encode(), headers)
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=20) as answer:
                assert answer.status == 200
        told, wrong = kefu.communicate(timeout=60)
    assert kefu.returncode == 0
    assert "本次标注 1 条" in told and out.name in told
    assert f"{source}:2" in wrong and "不是完整的 JSON" in wrong
    assert place.path.strip("/") not in told + wrong, "the secret is said once"
    assert json.loads(out.read_text(encoding="utf-8"))["labels"] == ["refund.refusal"]


def test_a_second_sitting_on_one_file_is_told_and_the_first_goes_on(tmp_path: Path) -> None:
    source = tmp_path / "uncertain.jsonl"
    source.write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    call = [sys.executable, "-X", "utf8", "-m", "kefu", "label", str(source), "--no-browser", "-o"]
    with subprocess.Popen([*call, "a.jsonl"], stdout=subprocess.PIPE, encoding="utf-8", cwd=tmp_path) as kefu:
        assert kefu.stdout is not None
        assert kefu.stdout.readline().startswith("LABEL ")
        second = subprocess.run(
            [*call, "a.jsonl"], capture_output=True, encoding="utf-8", cwd=tmp_path, check=False, timeout=60
        )
        assert (second.returncode, second.stdout) == (2, "")
        assert second.stderr.count("\n") == 1
        assert "a.jsonl: 正由另一个 kefu label 打开" in second.stderr and "another kefu label" in second.stderr
        assert kefu.poll() is None
        kefu.terminate()
    with subprocess.Popen([*call, "a.jsonl"], stdout=subprocess.PIPE, encoding="utf-8", cwd=tmp_path) as third:
        assert third.stdout is not None
        assert third.stdout.readline().startswith("LABEL "), "who was ended holds nothing"
        third.terminate()


def test_a_folder_that_holds_no_doubts_is_told_in_one_line(tmp_path: Path) -> None:
    call = [sys.executable, "-X", "utf8", "-m", "kefu", "label", str(tmp_path), "--no-browser"]
    done = subprocess.run(call, capture_output=True, encoding="utf-8", cwd=tmp_path, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1 and "没有这个文件" in done.stderr
    assert list(tmp_path.iterdir()) == []
