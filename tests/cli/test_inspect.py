"""`kefu inspect` as it is called: its arguments, its streams, its exit status."""

import json
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from stand_in import desk, line, survey, write

from kefu.actions.inspection import Outcome, Progress, Request
from kefu.actions.inspection import inspect as inspect_chats
from kefu.actions.ports import Export, ReadingOptions
from kefu.cli.chats import files_of
from kefu.cli.inspect import run
from kefu.store.inspections import earlier_summary
from kefu.vocabulary.errors import KefuError

seen: list[Request] = []


def inspect(request: Request, into: Path, since: Path | None, progress: Progress) -> Outcome:
    """The real verb and store, with the judge and the plain exports of the stand-in."""
    seen.append(request)
    if since is not None:
        earlier_summary(since)
    return inspect_chats(request, desk(into), progress)


def test_nothing_found_ends_with_0_something_with_1_a_note_is_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "out")
    assert run([str(write(tmp_path / "a.jsonl", [line("好")])), "-o", out], inspect) == 0
    assert run([str(write(tmp_path / "a.jsonl", [line("打电话")])), "-o", out], inspect) == 0
    assert run([str(write(tmp_path / "a.jsonl", [line("宝贝")])), "-o", out], inspect) == 1
    told = capsys.readouterr()
    assert f"report: {tmp_path / 'out' / 'report.html'}" in told.out and told.err == ""


def test_a_file_that_cannot_be_mapped_is_one_line_on_stderr_and_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [str(tmp_path / "a.docx"), str(write(tmp_path / "b.jsonl", [line("微信")])), str(tmp_path / "c\n.docx")]
    assert run([*files, "-o", str(tmp_path / "out")], inspect) == 2
    told = capsys.readouterr()
    assert (
        told.err.splitlines()[0]
        == f"kefu inspect: {files[0]}: holds no chat that I know; name the columns with --columns"
    )
    assert len(told.err.splitlines()) == 2
    assert (tmp_path / "out" / "findings.csv").read_text(encoding="utf-8-sig").count("微信") > 0


def test_a_folder_is_read_in_order_without_litter_and_without_the_outputs(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.jsonl", "sub/c.jsonl", ".hidden", "~$a.xlsx", "Thumbs.db", ".git/x", "out/findings.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path / name, [])
    found = files_of([tmp_path, tmp_path / "a.jsonl"], (tmp_path / "out", None))
    assert found.files == [tmp_path / "a.jsonl", tmp_path / "b.jsonl", tmp_path / "sub" / "c.jsonl"]
    assert not found.errors


def test_the_report_may_lie_beside_the_chats_or_above_them(tmp_path: Path) -> None:
    (tmp_path / "聊天 记录").mkdir()
    chats = tmp_path / "聊天 记录"
    write(chats / "a.jsonl", [])
    for folder in (chats, tmp_path):
        for name in ("findings.csv", "summary.json"):
            write(folder / name, [])
    assert files_of([chats], (chats, None))[0] == [chats / "a.jsonl"]
    assert chats / "a.jsonl" in files_of([chats], (tmp_path, None))[0]


def test_what_earlier_inspections_wrote_is_not_read_again_and_one_line_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "a.jsonl", [line("微信"), line("好")])
    counts = []
    for out in ("inspection", "deeper/inspection2", "inspection3"):
        run([str(tmp_path), "-o", str(tmp_path / out)], inspect)
        told = capsys.readouterr()
        counts.append(told.out.split("，")[0])
        left_out = len(counts) - 1
        assert told.err == "" if not left_out else f" {left_out} folder" in told.err and told.err.count("\n") == 1
    assert set(counts) == {"2 条消息"}
    run([str(tmp_path), "-o", str(tmp_path / "inspection3"), "--since", str(tmp_path / "inspection")], inspect)
    assert capsys.readouterr().err.endswith(" 1 folder\n")


def test_a_folder_of_outputs_is_left_out_whole_and_one_with_chats_but_for_the_outputs(tmp_path: Path) -> None:
    chats = tmp_path / "march"
    chats.mkdir()
    a = write(chats / "a.jsonl", [line("微信")])
    run([str(chats), "-o", str(chats)], inspect)
    run([str(chats), "-o", str(tmp_path / "march-report")], inspect)
    write(tmp_path / "march-report" / "findings - 副本.csv", [])
    b = write(chats / "b.jsonl", [line("好")])
    for given in (tmp_path, chats):
        assert files_of([given], (tmp_path / "out", None)).files == [a, b]
    assert files_of([tmp_path], (None,)).earlier == 2
    (tmp_path / "march-report" / "findings.csv").touch()
    assert files_of([tmp_path / "march-report" / "findings.csv"], (None,)).files == [
        tmp_path / "march-report" / "findings.csv"
    ]


def test_an_inspection_that_was_interrupted_is_known_and_other_tables_of_these_names_are_read(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    (broken / ".unfinished").mkdir(parents=True)
    write(broken / "findings.csv", [])
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    for name in ("findings.parquet", "summary.json", "findings.csv"):
        write(theirs / name, ["[1]"])
    found = files_of([tmp_path], (tmp_path / "out", None))
    assert [file.parent for file in found.files] == [theirs] * 3 and found.earlier == 1


def test_the_files_of_kefu_label_are_no_chats_whatever_they_are_called(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chats = write(tmp_path / "a.jsonl", [line("微信"), line("好")])
    message = {"id": "h1", "platform": "pdd", "text": "加微信", "history": []}
    write(tmp_path / "labels.jsonl", ["{cut off", json.dumps(message | {"labels": ["rule.of.tomorrow"]})])
    write(tmp_path / "ours.txt", [json.dumps(message | {"intent": [], "risk": [], "emotion": "calm"})])
    asked = json.dumps(message | {"role": "agent", "guess": {"labels": []}, "file": "a.jsonl", "row": 1})
    (tmp_path / "copied").mkdir()
    (tmp_path / "copied" / "uncertain (1).jsonl").write_bytes(b"\xef\xbb\xbf" + asked.encode() + b"\r\n")
    assert files_of([tmp_path], (None,)) == ([chats], [], 0, 3)
    assert run([str(tmp_path), "-o", str(tmp_path / "out"), "--platform", "pdd"], inspect) == 1
    told = capsys.readouterr()
    assert told.out.startswith("2 条消息")
    assert told.err.count("\n") == 1 and "3 个 kefu label" in told.err and "3 files of kefu label" in told.err
    (tmp_path / "copied" / "uncertain (1).jsonl").unlink()
    other = write(tmp_path / "copied" / "b.jsonl", [json.dumps(message | {"role": "agent"})])
    assert files_of([tmp_path], (tmp_path / "out",)).files == [chats, other], "a chat may have an id and a history"
    assert files_of([tmp_path / "ours.txt"], (None,)).files == [tmp_path / "ours.txt"], "what is named is read"


def test_a_folder_without_files_is_told_and_the_rest_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    file = str(write(tmp_path / "a.jsonl", [line("微信")]))
    assert run([str(tmp_path / "empty"), file, "-o", str(tmp_path / "out")], inspect) == 2
    told = capsys.readouterr()
    assert (
        "empty: 文件夹里没有可读的文件" in told.err
        and "the folder has no file to read" in told.err
        and "1 条消息" in told.out
    )
    assert run([str(tmp_path / "empty"), "-o", str(tmp_path / "none")], inspect) == 2
    assert not (tmp_path / "none").exists()


def test_a_picture_or_nothing_in_a_folder_is_passed_over_and_by_its_name_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def picture(path: Path, options: ReadingOptions) -> Export:
        if path.suffix == ".png":
            raise KefuError("export-foreign", "a picture", str(path), "leave it out")
        return survey(path, options)

    def reading(request: Request, into: Path, since: Path | None, progress: Progress) -> Outcome:
        return inspect_chats(request, replace(desk(into), survey=picture), progress)

    chats, shot, out = tmp_path / "chats", tmp_path / "chats" / "1.png", str(tmp_path / "out")
    chats.mkdir()
    write(shot, [])
    write(chats / "a.jsonl", [line("好")])
    assert run([str(chats), "-o", out], reading) == 0
    assert capsys.readouterr().err.startswith(f"kefu inspect: 已跳过 skipped {shot}: 是图片，")
    assert run([str(chats), str(shot), "-o", out], reading) == 2
    (chats / "a.jsonl").unlink()
    assert run([str(chats), "-o", out], reading) == 2


def test_an_output_that_is_no_folder_is_told(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", [line("微信")])
    for out in (file, file / "deeper"):
        with pytest.raises(KefuError) as caught:
            run([str(file), "-o", str(out)], inspect)
        assert "-o" in caught.value.mend and "resume" not in caught.value.mend


def test_what_a_file_says_of_itself_cannot_steer_the_console(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = tmp_path / "\x1b]0;owned\x07\n\x1b[2J.docx"
    assert run([str(name), "-o", str(tmp_path / "out")], inspect) == 2
    told = capsys.readouterr().err
    assert "\x1b" not in told and "\x07" not in told and len(told.splitlines()) == 1


def test_columns_and_platform_reach_the_reading(tmp_path: Path) -> None:
    file = str(write(tmp_path / "a.jsonl", [line("好")]))
    call = [
        file,
        "-o",
        str(tmp_path / "out"),
        "--platform",
        "jd",
        "--columns",
        "text=聊天 内容,role=谁",
        "--columns",
        "at=时间",
    ]
    assert run([*call, "--unmask", "--fast", "--shop", "shop.yaml", "--engine", "spark"], inspect) == 0
    assert seen[-1].engine == "spark"
    assert seen[-1].shop == Path("shop.yaml")
    assert seen[-1].reading.platform == "jd" and seen[-1].unmask and seen[-1].words_alone
    assert seen[-1].reading.columns == {"text": "聊天 内容", "role": "谁", "at": "时间"}


@pytest.mark.parametrize(
    "wrong",
    [
        ["--columns", "text"], ["--columns", "words=内容"], ["--workers", "2", "--engine", "spark"], ["--since", "nowhere"], ["--workers", "-3"],
    ],
)  # fmt: skip
def test_a_wrong_call_says_which_option_and_how_to_mend_it(tmp_path: Path, wrong: list[str]) -> None:
    file = str(write(tmp_path / "a.jsonl", [line("好")]))
    with pytest.raises(KefuError) as caught:
        run([file, "-o", str(tmp_path / "out"), *wrong], inspect)
    assert caught.value.mend and (wrong[0] in str(caught.value) or "--since" in str(caught.value))


@pytest.mark.parametrize("wrong", [[], ["a.jsonl"], ["-o", "out"], ["a.jsonl", "-o", "out", "--platform", "amazon"]])
def test_a_call_without_files_or_folder_ends_with_2(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(wrong, inspect)
    assert ended.value.code == 2


def test_where_the_files_do_not_name_the_agents_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for agent, zh, en in (
        ("", "客服写的（账号未知）", "agents without accounts"),
        ("店:小美", " 1 位客服写的", "1 agent"),
    ):
        run([str(write(tmp_path / "a.jsonl", [line("好", agent=agent)])), "-o", str(tmp_path / "out")], inspect)
        told = capsys.readouterr().out
        assert f"1 条消息，其中 1 条是{zh}：违规 0 条" in told
        assert f"messages: 1, 1 of them by {en}; 0 break rules" in told


@pytest.fixture
def heeding() -> Iterator[None]:
    """SIGINT interrupts, also where the tests run in the background of a shell, which has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeding")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_tells_how_to_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], number: signal.Signals
) -> None:
    def interrupted(request: Request, into: Path, since: Path | None, progress: Progress) -> Outcome:
        signal.raise_signal(number)
        raise AssertionError("goes on")

    before = signal.getsignal(signal.SIGTERM)
    assert run([str(write(tmp_path / "a.jsonl", [])), "-o", str(tmp_path / "out")], interrupted) == 128 + number
    assert "--resume" in capsys.readouterr().err and signal.getsignal(signal.SIGTERM) is before
