"""Makes the two tables of `kefu.language`: forms.txt (one character to one) and sounds.txt (characters by syllable).

Run by a developer when a source changes; the results are committed, and nothing here is needed at run time:

    .venv/bin/python tables/build.py

Sources: Unicode data of this Python (NFKC, names), OpenCC (traditional and Japanese to simplified, Apache-2.0), pypinyin
(readings, MIT). What they do not know (styled letters without a decomposition, look-alikes, emoji) is written out below.
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import opencc
from pypinyin import Style, pinyin

TABLES = Path(__file__).parent.parent / "src/kefu/language/tables"

LOOKALIKES = {
    "аα": "a", "вβ": "b", "сϲ": "c", "ԁ": "d", "еєε": "e", "һ": "h", "іι": "i", "јϳ": "j", "кκ": "k", "м": "m", "ո": "n",
    "оοօ": "o", "рρ": "p", "ԛ": "q", "ѕ": "s", "тτ": "t", "υս": "u", "νѵ": "v", "ԝшω": "w", "хχ": "x", "уγ": "y", "ƶ": "z",
    "ᴀ": "a", "ʙ": "b", "ᴄ": "c", "ᴅ": "d", "ᴇ": "e", "ꜰ": "f", "ɢ": "g", "ʜ": "h", "ɪ": "i", "ᴊ": "j", "ᴋ": "k", "ʟ": "l",
    "ᴍ": "m", "ɴ": "n", "ᴏ": "o", "ᴘ": "p", "ǫ": "q", "ʀ": "r", "ꜱ": "s", "ᴛ": "t", "ᴜ": "u", "ᴠ": "v", "ᴡ": "w", "ʏ": "y",
    "ᴢ": "z", "ℹ": "i", "∨∪√ⅴ": "v", "╳✕✖×": "x", "ß": "s", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "₩": "w", "¢": "c",
}  # fmt: skip
PICTURES = {
    "♥💗💓💕💖💘💙💚💛💜🧡🖤🤍🤎💝💞♡❥🫀💟": "❤",
    "➕✚✛✜": "加",
    "🐎🐴🏇": "马",
    "🐏🐑": "羊",
    "👗": "裙",
    "💰💵💴🤑": "钱",
    "🔍🔎": "搜",
    "🐦🕊": "鸟",
    "🌟⭐★☆✩✪": "星",
    "🈹": "割",
    "🈚": "无",
    "🈶": "有",
    "🈲": "禁",
    "🈵": "满",
    "🈳": "空",
    "🉐": "得",
    "➖": "-",
    "✔☑✅": "✓",
    "💯": "百",
    "🎁": "礼",
    "📦": "包",
    "🐱🐈": "猫",
    "🐶🐕": "狗",
    "🐟🐠": "鱼",
    "🐷🐖": "猪",
}
"""Pictures read as a character. A heart stays a heart: in 薇❤ it sounds as 心, in 好❤评 it is noise. Those that stand for a
whole word (🧧 a red packet) are aliases in the lexicon."""
PUNCTUATION = {
    "，﹐､，": ",", "。｡．﹒": "。", "！﹗❗❕‼": "!", "？﹖❓❔⁉": "?", "；﹔": ";", "：﹕": ":", "、": ",", "…": "。",
    "“”„‟「」『』〝〞＂«»": '"', "‘’‚‛": "'", "（﹙【〔［｛": "(", "）﹚】〕］｝": ")", "～〜∼˜﹏": "~", "—–―－‐‑‒─━": "-", "·•・‧∙": "·",
    "￥": "¥", "％": "%",
}  # fmt: skip


def simplified(char: str) -> bool:
    """Whether it is a character of the simplified standard, and so means itself."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def letter_by_name(char: str) -> str | None:
    """The letter or digit in the Unicode name of a styled character without a decomposition (🅐, 🇦, ⓿, ❶ …)."""
    name = unicodedata.name(char, "")
    for head in (
        "NEGATIVE CIRCLED LATIN CAPITAL LETTER ", "NEGATIVE SQUARED LATIN CAPITAL LETTER ", "REGIONAL INDICATOR SYMBOL LETTER ",
        "SQUARED LATIN CAPITAL LETTER ", "CROSSED NEGATIVE SQUARED LATIN CAPITAL LETTER ", "TAG LATIN SMALL LETTER ",
    ):  # fmt: skip
        if name.startswith(head) and len(name) == len(head) + 1:
            return name[-1].lower()
    if "DIGIT" in name or "CIRCLED" in name:
        try:
            value = unicodedata.numeric(char)
        except ValueError:
            return None
        if value in range(10):
            return str(int(value))
    return None


def folded(char: str, simplify: opencc.OpenCC, japanese: opencc.OpenCC) -> str:
    """One character for one; the character itself where there is nothing to fold."""
    name = unicodedata.name(char, "")
    if name.startswith(("PARENTHESIZED IDEOGRAPH", "CIRCLED IDEOGRAPH")):
        numeral = {"一": "1", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7", "八": "8", "九": "9"}
        inner = unicodedata.normalize("NFKC", char).strip("()")
        return numeral.get(inner, inner) if len(inner) == 1 else char
    shape = unicodedata.normalize("NFKC", char)
    if name.startswith(("PARENTHESIZED", "DIGIT")) and len(shape) == 3:
        shape = shape.strip("()")
    if name.endswith("FULL STOP") and len(shape) == 2 and shape[0].isdigit():
        shape = shape[0]
    if len(shape) != 1:
        base = [c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c)]
        shape = base[0] if len(base) == 1 else char
    base = [c for c in unicodedata.normalize("NFKD", shape) if not unicodedata.combining(c)]
    if len(base) == 1 and base[0].isascii():
        shape = base[0]
    shape = letter_by_name(shape) or shape
    low = shape.lower()
    shape = low if len(low) == 1 else shape
    if ("\u3400" <= shape <= "\u9fff" or shape >= "\U00020000") and not simplified(shape):
        for step in (japanese, simplify):
            out = step.convert(shape)
            shape = out if len(out) == 1 else shape
    return shape


def forms() -> dict[str, str]:
    """Every character that reads as another one."""
    simplify, japanese = opencc.OpenCC("t2s"), opencc.OpenCC("jp2t")
    table: dict[str, str] = {}
    for code in range(0x80, 0x2FA20):
        char = chr(code)
        if not 0xD800 <= code < 0xE000 and (out := folded(char, simplify, japanese)) != char:
            table[char] = out
    table.update({chr(code): chr(code).lower() for code in range(ord("A"), ord("Z") + 1)})
    for group in (LOOKALIKES, PICTURES, PUNCTUATION):
        for chars, out in group.items():
            table.update(dict.fromkeys(chars, out))
    for chars, out in LOOKALIKES.items():
        table.update({c.upper(): out for c in chars if len(c.upper()) == 1 and not c.upper().isascii()})
    return {char: table.get(out, out) for char, out in table.items() if len(out) == 1 and char != out}


def sounds() -> dict[str, list[str]]:
    """The characters of each toneless syllable; a character counts under its commonest reading."""
    table: dict[str, list[str]] = {}
    for code in [*range(0x4E00, 0x9FA6)]:
        char = chr(code)
        syllable = pinyin(char, style=Style.NORMAL, errors="ignore", v_to_u=False)
        if syllable and syllable[0][0].isascii() and syllable[0][0].isalpha():
            table.setdefault(syllable[0][0].replace("ü", "v"), []).append(char)
    return table


def main() -> int:
    TABLES.mkdir(parents=True, exist_ok=True)
    by_form: dict[str, list[str]] = {}
    for char, out in forms().items():
        by_form.setdefault(out, []).append(char)
    lines = [f"{out} {''.join(sorted(chars))}" for out, chars in sorted(by_form.items())]
    (TABLES / "forms.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    lines = [f"{syllable} {''.join(chars)}" for syllable, chars in sorted(sounds().items())]
    (TABLES / "sounds.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
