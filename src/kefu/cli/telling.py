"""An error as a console tells it: where, then in Chinese what is wrong and how to mend it, then the same in English."""

from __future__ import annotations

import re
from typing import Final

from kefu.actions.reasons import chinese
from kefu.vocabulary.errors import KefuError

CODES: Final = {
    "call": ("命令写法不对", "加 --help 看用法"),
    "line": ("这一行无法检查", "请改这一行，其他行不受影响"),
    "message": ("这不是一条消息", "请给出文字，或按文档写 Message"),
    "unknown-platform": ("不认识这个平台", "请用 taobao、tmall、pdd、jd、douyin 之一"),
    "cue": ("线索写法不对", "写法见 docs/cues.md"),
    "rule-file": ("规则文件或店铺文件有误", "请按提示改这一处"),
    "no-rulebook": ("找不到规则", "请重新安装，或指定规则文件夹"),
    "unknown-rule": ("没有这条规则", "用 kefu rules 看有哪些规则"),
    "inspect-read": ("聊天文件读不了", "请检查路径和权限"),
    "inspect-write": ("结果写不进去", "请关闭正在打开的结果文件，或用 -o 换一个文件夹"),
    "inspect-resume": ("和上次中断的质检不是同一批文件或选项", "请照上次的写法运行，或去掉 --resume 重新开始"),
    "inspect-pseudonyms": (
        "上次质检没有用 --pseudonyms，里面有客服的真名",
        "先用 --pseudonyms 把上次的聊天重新质检一遍",
    ),
    "inspect-since": ("这个文件夹里没有做完的质检", "--since 后面写上次 -o 的文件夹"),
    "inspect-spark": ("Spark 用不了", "请装好 kefu[spark] 和 Java 17，或去掉 --engine spark，用本机质检"),
    "inspect-worker": ("有一个进程中断了，多半是内存不够", "加上 --resume 接着做"),
    "no-facts": ("文件夹里没有可读的事实", "写法见 docs/errors.md"),
    "cannot-write": ("文件写不进去", "请换一个文件名，或关闭正在打开它的程序"),
    "output": ("输出没有写完", "请腾出空间，或换个地方输出；已写出的部分不完整"),
    "export-columns": ("看不出哪一列是聊天内容", "用 --columns 指明，例如 --columns text=内容,role=身份"),
    "export-roles": ("分不清谁是客服、谁是买家", "用 --columns 指明，例如 --columns agent=小美"),
    "export-platform": ("看不出是哪个平台的聊天", "用 --platform 指定"),
    "export-unreadable": ("文件打不开或已损坏", "请核对路径；打不开的另存为 XLSX 或 CSV，或者不要放进来"),
    "export-foreign": ("不是文字", "聊天记录请导出成表格或文本"),
    "export-empty": ("文件是空的", "请重新导出聊天记录"),
    "too-long": ("这条消息太长", "请分成几条"),
    "exam-bank": ("题库这一行用不了", "请照 docs/exams.md 改这一行，其他行不受影响"),
    "label-file": ("这个标注文件用不了", "请用 -o 换一个文件"),
    "label-held": ("正由另一个 kefu label 打开", "先在那边按 Q 或 Ctrl-C 结束，或用 -o 换一个文件"),
    "label-line": ("这一行用不了", "请照 docs/label.md 改这一行，或把它删掉；其他行不受影响"),
    "label-port": ("这个端口用不了", "换一个 1024 到 65535 之间的数，或不写 --port"),
    "label-source": ("要看的消息读不出来", "先质检聊天记录（不加 --fast），再写当时 -o 后面的文件夹"),
    "label-write": ("标注写不进去", "请腾出空间，或关闭正在打开它的程序，再确认一次"),
    "unknown-clause": ("这个平台没有这样的违规名目", "用平台的叫法或规则编号，见 docs/points.md"),
    "order-file": ("这份订单导出认不出来", "表头要有订单编号和至少一个时间；没写平台的用 --platform"),
    "order-columns": ("自家列名的文件用不了", "写法见 docs/orders.md"),
    "order-row": ("这一行订单读不了", "请按提示改这一格，其他行不受影响"),
    "amount": ("金额写得不对", '写成元，带两位小数，例如 "12.50"'),
    "violation": ("这条违规写得不对", "请按提示改这一处"),
    "reader": ("语义模型的文件用不了，目前只按词判断", "请重新安装"),
    "samples": ("缺少样例聊天", "请重新安装"),
}
"""For each code of docs/errors.md what is wrong, and how to mend it."""

_CLOSER: Final = tuple(
    (re.compile(english, re.DOTALL), told)
    for english, told in (
        (r"a message and its platform are needed", "要写明平台和要检查的话"),
        (r"the folder has no file to read", "文件夹里没有可读的文件"),
        (r".+ is no day of the calendar", "没有这一天"),
        (r"(.+) is after (.+)", r"\1 比 \2 晚，先写早的那天"),
        (r"no command (.+)", r"没有 \1 这个命令"),
        (r"the following arguments are required: (.+)", r"还缺 \1"),
        (r"unrecognized arguments: (.+)", r"不认识 \1"),
        (r"argument ([^ :]+)[^:]*: invalid choice: (.+?) \(choose .*", r"\1 不能是 \2"),
        (r"argument ([^ :]+)[^:]*: expected .*", r"\1 后面缺内容"),
        (r"there is no such file", "没有这个文件"),
        (r"holds no labelled messages", "里面不是标注"),
        (r"holds neither histories, sums, violations nor findings", "里面没有事件记录、赔付、扣分或质检结果"),
        (r"is given without --between", "要和 --between 连用"),
        (r"is given beside --against", "不能和 --against 连用，每一行自己写"),
        (r"has neither events, matter nor violations", "没有 events、matter、violations 中的任何一项"),
        (r"(\d+) cells where the header has more", r"只有 \1 格，比表头少"),
        (r"is the file that is asked about", "就是要看的那个文件"),
        (r"holds no message to ask about.*", "里面没有要看的消息"),
        (r"is larger than 64 MB", "超过 64 MB"),
        (r"its folder does not exist", "文件夹不存在"),
        (r"cannot be written \(.+\)", "写不进去"),
        (r"cannot be read \(.+\)", "读不了"),
        (r"is not JSON, or was cut off", "不是完整的 JSON"),
        (r"`(.+)` in \w+ is not known", r"不认识「\1」"),
        (r"holds neither an agent's labels nor a buyer's", "没有写标签"),
        (r".*is (?:missing|closed)", "缺少这一项"),
        (r"is of the wrong kind|must be .+", "这一项的类型不对"),
        (r"(.+) is not known", r"不认识 \1"),
        (r"(.+) is not an instant|has no zone", "时间要写全，并带时区"),
        (r"(.+) is not a sum in yuan", r"\1 不是金额"),
        (r"is not UTF-8.*", "不是 UTF-8 编码"),
        (r"is not JSON.*|is not an object", "不是正确的 JSON 对象"),
        (r"is nested too deeply.*", "嵌套层数太多"),
        (r"is longer than 16 MB", "超过 16 MB"),
        (r"holds half a character.*", "里面有半个字符"),
        (r"`(.+)` is a single character.*", r"「\1」只有一个字，太宽了，要写完整的商品名"),
        (r"no reason is given for `(.+)`", r"放行「\1」没有写原因 reason"),
        (r"is \w+ in the book", "调轻这条规则没有写原因 reason"),
        (r"no such field", "没有这个字段"),
        (r"`(.+)` stands twice", r"「\1」重复了"),
        (r"`(.+)` is no rule that judges messages", r"没有「\1」这条规则"),
        (r"has neither words nor cues", "没有写要查的词 words"),
        (r"PySpark is not installed", "没有装 PySpark"),
        (r"Java is not installed", "没有装 Java"),
        (r"no Java in JAVA_HOME, (.+)", r"JAVA_HOME（\1）里没有 Java"),
        (r"Spark did not start", "Spark 没能启动，原因见上面几行"),
        (r"Spark Connect is not supported", "不支持 Spark Connect"),
        (r"a worker has another Kefu than this one", "有一台机器上的 Kefu 和这里的不一样"),
        (r"Spark: (.+)", r"Spark 报错：\1"),
        (r"how many processes judge is Spark's to say", "进程数由 Spark 决定"),
        (r"was closed before all was written", "对方没有读完就关闭了"),
        (r"['\"](.+)['\"] names no option", r"选项里没有「\1」"),
        (r"names more than one option", "单选题只能有一个答案"),
        (r"fills (\d+) blanks of (\d+)", r"填了 \1 个空，题目只有 \2 个空"),
        (r"has (\d+) answers for (\d+) blanks", r"题目有 \2 个空，答案有 \1 个"),
        (r"['\"](.+)['\"] is neither true nor false", r"「\1」不是对也不是错"),
        (r"['\"](.+)['\"] is no (?:number of points|whole number from 1 to 100)", r"分值不能是「\1」"),
        (r"no rule is called `(.+)`", r"没有「\1」这条规则"),
        (r"stands in row (\d+) too|.+ stands in row (\d+) too", r"和第 \1\2 行重复"),
        (r"(\S+) does not hold on (\w+)", r"\1 在 \2 上不适用"),
        (r"has no column (.+)", r"缺少这几列：\1"),
        (r"has two columns for (.+)", r"有两列都叫 \1"),
        (r"no row names the columns", "找不到写明列名的一行"),
        (r"are fewer than two", "选项少于两个"),
        (r"are more than (\d+)", r"选项多于 \1 个"),
        (r"name one thing twice", "有两个选项一样"),
        (r"is longer than (\d+) characters", r"超过 \1 个字"),
        (r"['\"](.+)['\"] stands where % is printed.*", r"空后面已印有 %，答案却是 \1：这一格是百分比格式"),
        (r"does not answer its own question", "答案和题目对不上"),
        (r"ends before it begins", "后一天早于前一天"),
        (r"no clause of (\w+) is called '(.+)', only of (.+)", r"\1 没有「\2」这个名目，只有 \3 有"),
        (r"no clause of (\w+) is called '(.+)'", r"\1 没有「\2」这个名目"),
    )
)  # fmt: skip


def told(error: KefuError) -> str:
    """One line, whatever a file has put into it.

    >>> print(told(KefuError("export-empty", "the file is empty", "三月.csv", "export the chats again")))
    三月.csv: 文件是空的，请重新导出聊天记录 / the file is empty; export the chats again
    """
    what, mend = CODES.get(error.code, ("", ""))
    what = next((found.expand(zh) for en, zh in _CLOSER if (found := en.fullmatch(error.what))), "") or (
        what if (reason := chinese(error.what)) == error.what else reason
    )
    english = "; ".join(filter(None, (error.what, error.mend)))
    words = f"{'，'.join(filter(None, (what, mend)))} / {english}" if what else english
    return one_line(f"{error.where}: {words}" if error.where else words)


def one_line(text: str) -> str:
    """A text that a console shows in one line."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in " ".join(text.split()))
