"""`kefu check`, as a person and as a program call it."""

import json
import subprocess
import sys


def kefu(*argv: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "kefu", *argv], input=given, capture_output=True, timeout=60)


def test_a_violation_is_shown_with_clause_and_a_better_way_to_say_it() -> None:
    done = kefu("check", "--platform", "tmall", "亲，加我薇❤聊")
    shown = done.stdout.decode()
    assert done.returncode == 1
    assert "contact.offplatform" in shown and "薇❤" in shown and "改说" in shown


def test_a_clean_message_ends_with_0() -> None:
    assert kefu("check", "--platform", "jd", "亲，48小时内发出").returncode == 0


def test_a_wrong_line_is_answered_in_its_place_and_the_others_go_on() -> None:
    lines = [
        b'{"id": "a", "platform": "pdd", "role": "agent", "text": "\xe5\x8a\xa0\xe6\x88\x91\xe5\xbe\xae\xe4\xbf\xa1"}',
        b"",
        b'{"id": "b", "platform": "amazon", "text": "x"}',
        b"\xff\xfe",
        b'{"id": "d", "platform": "jd", "text": "ok", "at": "2026-02-30T10:00:00+08:00"}',
        b'{"id": "e", "platform": "jd", "text": "\\ud800"}',
    ]
    done = kefu("check", "--jsonl", given=b"\n".join(lines))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 2
    assert [answer["id"] for answer in answers] == ["a", "b", None, "d", "e"]
    assert answers[0]["findings"][0]["quote"]
    assert "platform" in answers[1]["error"] and "at" in answers[3]["error"]
    assert answers[4]["findings"] == []


def test_an_error_on_a_line_speaks_of_json_and_never_of_python() -> None:
    lines = [
        b'{"id": 1, "platform": 5, "text": "x"}',
        b'{"id": 2, "platform": "jd", "text": "x", "shop": "s", "order": []}',
        b'{"id": 3, "platform": "jd", "text": "x", "order": {"freight_free": "yes"}}',
        b'{"id": 4 x}',
        b'{"id": 5, "deep": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ]
    errors = [
        json.loads(line)["error"] for line in kefu("check", "--jsonl", given=b"\n".join(lines)).stdout.splitlines()
    ]
    assert errors == [
        "platform: is of the wrong kind; write a text in quotes",
        "order: is of the wrong kind; write an object in { }",
        "order.freight_free: is of the wrong kind; write true or false",
        "line: is not JSON from character 10 on; write one object a line",
        "line: is nested too deeply, or holds a number too long; write one plain object a line",
    ]


def test_an_unknown_command_is_one_clear_line() -> None:
    done = kefu("dance")
    assert done.returncode == 2 and done.stderr.decode().count("\n") == 1


def test_a_caller_that_waits_for_each_answer_gets_it() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "kefu", "check", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as talk:
        assert talk.stdin and talk.stdout
        for n in range(3):
            talk.stdin.write(json.dumps({"id": n, "platform": "jd", "text": "加我微信聊"}).encode() + b"\n")
            talk.stdin.flush()
            assert json.loads(talk.stdout.readline())["id"] == n
        talk.stdin.close()
        assert talk.wait(timeout=30) == 1


def test_a_line_of_ten_megabytes_and_one_without_end_are_answered() -> None:
    long = json.dumps({"id": 1, "platform": "jd", "text": "好" * 3_500_000}, ensure_ascii=False).encode()
    done = kefu(
        "check",
        "--jsonl",
        given=long + b"\n" + b"x" * (17 * 1024 * 1024) + b'\n{"id": 3, "platform": "jd", "text": "ok"}',
    )
    first, second, third = (json.loads(line) for line in done.stdout.splitlines())
    assert first["id"] == 1 and "findings" in first
    assert second["id"] is None and "16 MB" in second["error"]
    assert third["id"] == 3
