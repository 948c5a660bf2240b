"""`kefu check`, as a person and as a program call it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kefu import Finding, Guard
from kefu.cli.check import answers, behind

LINE: dict[str, Any] = {"platform": "jd", "text": "好"}


def kefu(*argv: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "kefu", *argv], input=given, capture_output=True, timeout=60)


def test_a_violation_is_shown_with_clause_and_a_better_way_to_say_it() -> None:
    done = kefu("check", "--platform", "tmall", "亲，加我薇❤聊")
    shown = done.stdout.decode()
    assert done.returncode == 1
    assert "contact.offplatform" in shown and "薇❤" in shown and "建议话术" in shown


def test_what_is_not_known_of_the_price_is_said() -> None:
    finding = Finding("contact.offplatform", "block", 0, 1, "加", "contact.offplatform", "", "")
    told = list(behind(finding, Guard.load(platform="jd", reader=False)))
    assert told[0].startswith("  条款  ") and told[1] == "  代价  没有查到该平台的明确处罚"


def test_a_buyer_is_heard_in_words_with_the_ids_behind() -> None:
    done = kefu("check", "--platform", "tmall", "--role", "buyer", "怎么还不发货，再不发我就打12315投诉")
    shown = done.stdout.decode()
    assert done.returncode == 0 and "催发货 ask.ship" in shown and "要找监管部门 risk.regulator" in shown
    assert "没有发现问题" not in kefu("check", "--platform", "tmall", "--role", "buyer", "好的").stdout.decode()


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
    assert answers[4]["error"] == "text: holds half a character, \\ud800; write the character whole, or leave it out"
    told = done.stderr.decode().splitlines()
    assert [line.partition(": ")[2].partition(": ")[0] for line in told] == ["line 3", "line 4", "line 5", "line 6"]
    assert (
        told[0].startswith("kefu check: line 3: platform: 不认识 'amazon'，") and "is not known; use one of" in told[0]
    )
    assert "is not UTF-8" in told[1] and "at:" in told[2]


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


@pytest.mark.parametrize(
    "field", [{"text": "\ud800"}, {"id": "\ud83d"}, {"id": ["\ud83d"]}, {"history": [{"role": "buyer", "text": "好\udc00"}]},
              {"shop": {"services": ["好", "\ud800"]}}],
)  # fmt: skip
def test_half_a_character_is_an_error_on_its_line_and_every_answer_is_written_alike(field: dict[str, Any]) -> None:
    given = b"\n".join(
        json.dumps(each).encode() for each in ({**LINE, "id": "九", **field}, LINE | {"other": "\ud800"})
    )
    broken, whole = kefu("check", "--jsonl", given=given).stdout.splitlines()
    name = None if "id" in field else "九"
    assert json.loads(broken)["id"] == name and "half a character" in json.loads(broken)["error"]
    assert "error" not in json.loads(whole)
    assert broken == json.dumps(json.loads(broken), ensure_ascii=False, separators=(",", ":")).encode()


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (b'{"id": "h", "platform": "jd", "text": "\xff"}', "h"),
        (b'{"text": "a\\"b", "n": 1.5, "id":4 x}', 4),
        (b'{"text": {"id": 5} x, "id": 6', None),
        (b'{"id": 7, "text": "' + b"x" * 17_000_000 + b'"}', 7),
        (b'{"id": "\\ud800", "text": 1 2}', None),
        (b"[1", None),
    ],
)
def test_a_line_that_cannot_be_read_keeps_its_id_where_that_can_be(line: bytes, name: Any) -> None:
    (answer,) = answers([line], Guard.load(reader=False))
    assert answer.told["id"] == name and answer.report is None


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


def answered(*records: Any) -> list[dict[str, Any]]:
    """What `--jsonl` answers to some records."""
    given = "\n".join(json.dumps(record, ensure_ascii=False) for record in records).encode()
    return [json.loads(line) for line in kefu("check", "--jsonl", given=given).stdout.splitlines()]


def found(answer: dict[str, Any]) -> set[str]:
    return {finding["rule"] for finding in answer["findings"]}


def test_what_is_known_of_the_order_and_the_shop_decides() -> None:
    base = {"platform": "tmall", "text": "不支持货到付款哦"}
    offers, not_offered = answered({**base, "shop": {"cod": True}}, {**base, "shop": {"cod": False}})
    assert "cod.refusal" in found(offers) and "cod.refusal" not in found(not_offered)
    base = {"platform": "tmall", "text": "您拍的那件已签收"}
    other, own = answered(*({**base, "order": {"same_account": each}} for each in (False, True)))
    assert "privacy.leak" in found(other) and "privacy.leak" not in found(own)


def test_what_was_said_before_decides() -> None:
    asked = [{"role": "buyer", "text": "加个微信吧", "at": "2026-03-01T10:00:00+08:00"}]
    base = {"platform": "tmall", "text": "可以的呢"}
    after, alone = answered({**base, "history": asked}, base)
    assert found(after) == {"contact.offplatform"} and found(alone) == set()


@pytest.mark.parametrize(
    "amount", ["NaN", "Infinity", "-1", "1e9", "1E+400", "1.234", "12元", "", True, -5, 1e300, [1]]
)
def test_a_sum_that_is_none_in_yuan_is_refused(amount: Any) -> None:
    (answer,) = answered({"platform": "jd", "text": "好", "order": {"amount": amount}})
    assert "order.amount" in answer["error"] and '"12.50"' in answer["error"]


def test_a_sum_is_a_text_or_a_plain_number() -> None:
    orders = [{"amount": amount} for amount in ("12.50", "0", 12.5, 129)]
    assert all(
        "error" not in each for each in answered(*({"platform": "jd", "text": "好", "order": o} for o in orders))
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"role": ""}, "role"),
        ({"role": "robot"}, "role"),
        ({"platform": ""}, "platform"),
        ({"history": [{"role": "agent"}]}, "history[0].text"),
        ({"history": [{"role": None, "text": "x"}]}, "history[0].role"),
        ({"shop": {"services": [1]}}, "shop.services[0]"),
        ({"at": "2026-03-01T10:00:00"}, "at"),
        ({"platform": "x" * 100_000}, "platform"),
    ],
)
def test_a_wrong_field_is_named_in_few_words(wrong: dict[str, Any], field: str) -> None:
    (answer,) = answered({"platform": "jd", "text": "好"} | wrong)
    assert answer["error"].startswith(f"{field}: ") and len(answer["error"]) < 200


def test_a_mark_of_byte_order_at_the_start_is_no_part_of_the_first_line() -> None:
    line = b'{"id": 1, "platform": "jd", "text": "ok"}\n'
    done = kefu("check", "--jsonl", given=b"\xef\xbb\xbf" + line + b"\xef\xbb\xbf" + line)
    assert ["error" in json.loads(each) for each in done.stdout.splitlines()] == [False, True]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--json"], "--json"),
        (["--plat", "jd", "好"], "--plat"),
        (["--jsonl", "好"], "TEXT"),
        (["--jsonl", "--platform", "jd"], "--platform"),
        (["--jsonl", "--role", "agent"], "--role"),
        (["--platform", "jd"], "a message"),
        (["--platform", "jd", "--as-of", "2026-02-30", "好"], "--as-of"),
        (["--platform", "jd", "--as-of", "", "好"], "--as-of"),
        (["--platform", "jd", "--shop", "nowhere.yaml", "好"], "nowhere.yaml"),
    ],
)
def test_a_wrong_call_is_one_line_that_names_what_is_wrong(argv: list[str], said: str) -> None:
    done = kefu("check", *argv)
    assert done.returncode == 2 and done.stdout == b""
    assert said in done.stderr.decode() and done.stderr.count(b"\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="arguments are no bytes there")
def test_a_message_in_another_encoding_is_refused_in_words() -> None:
    argv = [os.fsencode(sys.executable), b"-m", b"kefu", b"check", b"--platform", b"jd", "加我微信".encode("gbk")]
    done = subprocess.run(argv, capture_output=True, timeout=60)
    assert (
        done.returncode == 2
        and b"TEXT: " in done.stderr
        and b"is not UTF-8" in done.stderr
        and b"--jsonl" in done.stderr
    )


@pytest.mark.skipif(os.name == "nt", reason="arguments are no bytes there")
def test_a_message_in_utf_8_is_read_where_the_locale_says_otherwise() -> None:
    argv = [sys.executable, "-X", "utf8=0", "-m", "kefu", "check", "--platform", "jd", "加我微信"]
    done = subprocess.run(argv, capture_output=True, timeout=60, env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"})
    assert done.returncode == 1 and b"contact.offplatform" in done.stdout


SHOP = """\
rules:
- {id: shop.no_nicknames, words: [小姐姐], clause: 本店不用昵称称呼买家。}
severity:
  contact.offplatform: {to: note, reason: 本店卖微信收款盒}
"""


def test_a_shops_own_file_judges_with_the_book(tmp_path: Path) -> None:
    file = tmp_path / "店铺.yaml"
    file.write_text(SHOP, encoding="utf-8")
    done = kefu("check", "--platform", "tmall", "--shop", str(file), "小姐姐您好")
    shown = done.stdout.decode()
    assert done.returncode == 1 and "条款  本店不用昵称称呼买家。（本店规定）" in shown and "代价" not in shown
    line = json.dumps({"platform": "jd", "text": "小姐姐您好"}).encode()
    assert b"shop.no_nicknames" in kefu("check", "--jsonl", "--shop", str(file), given=line).stdout


def test_what_the_shop_eases_is_told_with_its_reason(tmp_path: Path) -> None:
    file = tmp_path / "店铺.yaml"
    file.write_text(
        SHOP.replace("severity:", "excuse:\n- {rule: ad.superlative, text: 最好的, reason: 书名}\nseverity:"),
        encoding="utf-8",
    )
    for text, told in (
        ("加我微信", "说明  店铺已降级，原为拦截：本店卖微信收款盒"),
        ("最好的", "说明  店铺已豁免 极限词 ad.superlative：书名"),
    ):
        done = kefu("check", "--platform", "tmall", "--shop", str(file), text)
        assert done.returncode == 0 and told in done.stdout.decode()


def test_every_fault_of_a_shops_file_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "shop.yaml"
    file.write_text("rules:\n- {id: shop.a, clause: 甲, cues: [{fnd: 加}]}\nallow: 5\n", encoding="utf-8")
    done = kefu("check", "--platform", "tmall", "--shop", str(file), "好")
    told = done.stderr.decode().splitlines()
    assert done.returncode == 2 and len(told) == 3 and all("shop.yaml:" in line for line in told)


def test_the_version_is_told() -> None:
    done = kefu("--version")
    assert done.returncode == 0 and done.stdout.decode().startswith("kefu 0.")
