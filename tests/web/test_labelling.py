"""The page of labels on its real server, spoken to by HTTP; and those whom the server turns away."""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kefu.vocabulary.errors import KefuError
from kefu.web.markup import hashed
from kefu.wiring import LabelSitting, label

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
ROWS = [
    {"id": "h1", "platform": "tmall", "role": "agent", "text": f"拆了不退{EVIL}", "guess": {"labels": ["refund.obstacle"], "p": {"refund.obstacle": 0.6}}},
    {"id": "h2", "platform": "jd", "role": "buyer", "text": "催一下", "file": EVIL, "row": 3},
]  # fmt: skip


@pytest.fixture
def sitting(tmp_path: Path) -> Iterator[LabelSitting]:
    told = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)
    (tmp_path / "uncertain.jsonl").write_text(told, encoding="utf-8")
    made = label(tmp_path, tmp_path / "labels.jsonl", 0)
    thread = threading.Thread(target=made.serve)
    thread.start()
    yield made
    made.server.shutdown()
    made.close()
    thread.join()


def ask(sitting: LabelSitting, method: str = "GET", room: str = "", body: bytes | None = None, **headers: str) -> Any:
    """One request as the page's browser makes it, but for what is said otherwise; '' leaves a header out."""
    connection = http.client.HTTPConnection("127.0.0.1", sitting.server.server_port, timeout=20)
    usual = {"Host": f"127.0.0.1:{sitting.server.server_port}"}
    if method == "POST":
        usual |= {
            "Origin": sitting.server.origin,
            "Content-Type": "application/json",
            "Content-Length": str(len(body or b"")),
        }
    told = usual | {name.replace("_", "-"): value for name, value in headers.items()}
    path = room if room.startswith("/") else f"/{sitting.server.secret}/{room}"
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in told.items():
        if value:
            connection.putheader(name, value)
    connection.endheaders(body)
    answer = connection.getresponse()
    answer.said = answer.read().decode("utf-8")  # type: ignore[attr-defined]
    connection.close()
    return answer


def say(sitting: LabelSitting, verdict: Any, **headers: str) -> Any:
    return ask(sitting, "POST", "verdict", json.dumps(verdict).encode(), **headers)


def shown(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_a_verdict_goes_from_the_page_to_the_file_and_back_to_the_page(sitting: LabelSitting, tmp_path: Path) -> None:
    assert [message["said"] for message in shown(ask(sitting).said)["messages"]] == [None, None]
    assert say(sitting, {"id": "h1", "labels": ["refund.refusal"]}).status == 200
    assert say(sitting, {"id": "h2", "intent": ["ask.ship"], "risk": [], "emotion": "upset"}).status == 200
    assert say(sitting, {"id": "h1", "labels": []}).status == 200
    rows = [json.loads(row) for row in (tmp_path / "labels.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["id"]: row.get("labels", row.get("intent")) for row in rows} == {"h1": [], "h2": ["ask.ship"]}
    assert rows[1]["text"] == ROWS[0]["text"]
    assert shown(ask(sitting).said)["messages"][0]["said"] == {"labels": []}
    answer = ask(sitting, "POST", "undo", b'{"id": "h1"}')
    assert (answer.status, json.loads(answer.said)) == (200, {"said": None})
    assert [message["said"] is None for message in shown(ask(sitting).said)["messages"]] == [True, False]
    assert "h1" not in (tmp_path / "labels.jsonl").read_text(encoding="utf-8")


def test_a_second_start_goes_on_where_the_first_stopped(sitting: LabelSitting, tmp_path: Path) -> None:
    say(sitting, {"id": "h1", "labels": ["abuse.insult"]})
    assert sitting.close() == (1, 1)
    again = label(tmp_path, tmp_path / "labels.jsonl", 0)
    assert again.labelling.known["h1"].labels == ("abuse.insult",)
    assert again.close() == (0, 1)


def test_what_cannot_be_kept_is_told_to_the_page(sitting: LabelSitting, tmp_path: Path) -> None:
    answer = say(sitting, {"id": "h1", "labels": ["refund.refuse"]})
    assert answer.status == 400
    assert "refund.refuse" in json.loads(answer.said)["error"]
    (tmp_path / "labels.jsonl").mkdir()
    answer = say(sitting, {"id": "h1", "labels": []})
    assert answer.status in (400, 507)
    assert json.loads(answer.said)["error"]


def test_the_page_runs_its_own_script_alone_and_loads_nothing(sitting: LabelSitting) -> None:
    answer = ask(sitting)
    scripts = re.findall(r"<script>(.*?)</script>", answer.said, re.DOTALL)
    assert len(scripts) == 1, "no text of a chat makes a script"
    policy = answer.getheader("Content-Security-Policy")
    assert f"script-src {hashed(scripts[0])};" in policy
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert "<img" not in answer.said
    assert re.findall(r'(?:src|href)="[^"]*"', answer.said.split('id="data"')[0]) == ['href="data:,"']
    assert answer.getheader("Cache-Control") == "no-store"
    assert answer.getheader("Referrer-Policy") == "no-referrer"
    assert answer.getheader("Access-Control-Allow-Origin") is None


def test_every_label_has_both_languages_and_every_rule_its_clause(sitting: LabelSitting) -> None:
    data = shown(ask(sitting).said)
    assert len(data["rules"]) == len(data["meanings"]) == 39
    assert all(len(data["names"][name]) == 2 for name in (*data["rules"], *data["signals"]))


@pytest.mark.parametrize("room", ["/", "/favicon.ico", "/wrong/", "/wrong/verdict", "//", "/%2e/"])
def test_without_the_secret_there_is_nothing(sitting: LabelSitting, room: str) -> None:
    answer = ask(sitting, room=room)
    assert (answer.status, answer.said) == (404, "")
    assert ask(sitting, "POST", room, b"{}").status == 404
    assert ask(sitting, room="other").status == 404
    assert ask(sitting, room=f"/{sitting.server.secret}").status == 404


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:80", ""])
def test_a_foreign_name_that_leads_here_is_not_answered(sitting: LabelSitting, host: str) -> None:
    assert ask(sitting, Host=host).status == 421
    assert say(sitting, {"id": "h1", "labels": []}, Host=host).status == 421
    assert sitting.labelling.known == {}


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": ""}, {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"},
    ],
)  # fmt: skip
def test_a_post_of_another_page_is_refused(sitting: LabelSitting, headers: dict[str, str]) -> None:
    assert say(sitting, {"id": "h1", "labels": []}, **headers).status == 403
    assert ask(sitting, "POST", "undo", b'{"id": "h1"}', **headers).status == 403
    assert ask(sitting, "POST", "end", b"{}", **headers).status == 403
    assert sitting.labelling.known == {}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content_Length": "64001"}, 413), ({"Content_Length": "9" * 5000}, 413), ({"Content_Length": "-1"}, 411),
        ({"Content_Length": "٣"}, 411), ({"Content_Length": ""}, 411), ({"Transfer_Encoding": "chunked"}, 411),
        ({"Content_Type": "text/plain"}, 415), ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
    ],
)  # fmt: skip
def test_a_body_too_large_or_of_another_kind_is_refused_unread(
    sitting: LabelSitting, headers: dict[str, str], status: int
) -> None:
    told = {name: value.encode("utf-8").decode("latin-1") for name, value in headers.items()}
    assert ask(sitting, "POST", "verdict", None, **told).status == status


def test_a_body_of_fifty_megabytes_is_let_go_of_and_the_next_verdict_is_taken(sitting: LabelSitting) -> None:
    """What is sent on after the refusal is not read: the connection ends under the sender, and memory does not grow."""
    piece, sent = b" " * 1_000_000, 0
    with socket.create_connection(("127.0.0.1", sitting.server.server_port), timeout=20) as line:
        told = (
            f"POST /{sitting.server.secret}/verdict HTTP/1.1", f"Host: 127.0.0.1:{sitting.server.server_port}",
            f"Origin: {sitting.server.origin}", "Content-Type: application/json", "Content-Length: 50000000",
        )  # fmt: skip
        line.sendall("\r\n".join((*told, "", "")).encode())
        with contextlib.suppress(ConnectionError):
            for _ in range(50):
                line.sendall(piece)
                sent += 1
        assert sent < 50
    assert say(sitting, {"id": "h1", "labels": []}).status == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "HEAD", "TRACE"])
def test_other_methods_are_refused_without_a_word(sitting: LabelSitting, method: str) -> None:
    answer = ask(sitting, method)
    assert (answer.status, answer.said) == (501, "")


def test_it_listens_on_this_machine_alone_and_a_taken_port_is_told(sitting: LabelSitting, tmp_path: Path) -> None:
    assert sitting.server.socket.getsockname()[0] == "127.0.0.1"
    assert sitting.server.socket.family == socket.AF_INET
    for port in (sitting.server.server_port, 70_000, -1):
        with pytest.raises(KefuError) as error:
            label(tmp_path, tmp_path / "others.jsonl", port)
        assert error.value.code == "label-port"
    assert label(tmp_path, tmp_path / "others.jsonl", 0).close() == (0, 0), "the file is let go where there is no port"


def test_the_page_can_end_it(sitting: LabelSitting) -> None:
    assert ask(sitting, "POST", "end", b"{}").status == 200


def test_the_file_that_is_asked_about_is_not_written_to(sitting: LabelSitting, tmp_path: Path) -> None:
    with pytest.raises(KefuError, match="asked about"):
        label(tmp_path, tmp_path / "uncertain.jsonl", 0)
