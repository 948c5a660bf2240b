"""The moments that a text names, told from the moment at which it was said. Pure."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from kefu.checks.moments import END, ONE, PARTS_END, Moment
from kefu.checks.timewords import Token, tokens
from kefu.language.numerals import value
from kefu.vocabulary.festivals import EVE, holidays_around, lunar_day, next_festival
from kefu.vocabulary.workdays import is_worked, working_day_after

Parts = Mapping[str, str]
WEEKDAYS: Final = {name: n % 7 for n, name in enumerate("一二三四五六日1234567")} | {"天": 6, "末": 6}
MONTH_PARTS: Final = {"初": 10, "头": 10, "头上": 10, "上旬": 10, "中": 15, "中旬": 20}
"""On what day a part of the month is over; any other is over with the month."""
BREAKS: Final = frozenset({"元旦", "春节", "清明", "五一", "劳动节", "端午", "中秋", "国庆", "十一"})
"""Before these means before the free days around them; before any other day means that day at the latest."""
MONTHED: Final = frozenset({"monthday", "monthpart", "feast", "iso", "pointed", "stamped", "dom"})
"""Kinds of words whose month a bare date behind them shares."""
QUARTERS: Final = {"半": 30, "一刻": 15, "三刻": 45}
NEXT: Final = frozenset({"下", "下一", "次", "次一"})
LENGTHS: Final = {"hours": 60, "minutes": 1, "quarters": 15, "days": 1440, "weeks": 10080}
"""Minutes of each length."""
SEASON: Final = timedelta(days=100)
"""A month named further ahead is not that of the bare date behind it."""
MOST_WORKDAYS: Final = 400


def moments(plain: str, at: datetime) -> list[Moment]:
    """The moments that a text names, in its order, each with all that is told of it; those only to be after too.

    Args:
        plain: the text as `timewords.plainly` gives it.
        at: when it was said, in Shanghai.
    """
    out: list[Moment] = []
    for token in tokens(plain):
        last = out[-1] if out else None
        if token.kind in PARTS_END:
            _refine(out, Moment(token.start, token.end, part=token.kind))
        elif token.kind in HOURS:
            if not token.later and (hour := HOURS[token.kind](token.parts)) is not None:
                _refine(out, Moment(token.start, token.end, hour=hour))
        elif (moment := _read(token, last, at)) is not None:
            if last is not None and token.kind in WORKING and _is_base(last, token.kind):
                moment = replace(moment, start=out.pop().start)
            out.append(moment)
    return out


def _read(token: Token, last: Moment | None, at: datetime) -> Moment | None:
    try:
        moment = READERS[token.kind](token.parts, at, last)
    except (OverflowError, ValueError):
        return None
    if moment is None:
        return None
    after = moment.after or (token.later and moment.day is not None)
    return replace(moment, start=token.start, end=token.end, kind=token.kind, after=after)


def _refine(out: list[Moment], told: Moment) -> None:
    """Add a part of the day or an hour to the last moment, or, where it has one, begin another of the same day."""
    last = out[-1] if out else None
    if last is None or last.instant is not None or last.after:
        out.append(told)
    elif last.hour is not None and told.part == "offwork" and told.start == last.end:
        out[-1] = replace(last, end=told.end, part=last.part or told.part)
    elif last.hour is None and (told.hour is not None or not last.part):
        out[-1] = replace(last, end=told.end, part=told.part or last.part, hour=told.hour, weak=False)
    else:
        overnight = last.day is not None and last.part == "night" and PARTS_END.get(told.part, END) < END
        day = last.day + ONE if last.day is not None and overnight else last.day
        out.append(replace(told, day=day, part=told.part or last.part))


def _hour(parts: Parts) -> tuple[int, int] | None:
    hour, minute = value(parts["hour"]), value(parts.get("minute", "零"))
    if hour is None or hour > 24:
        return None
    return int(hour), QUARTERS.get(parts.get("quarter", ""), int(minute or 0))


HOURS: Final[dict[str, Callable[[Parts], tuple[int, int] | None]]] = {
    "time": lambda parts: (int(parts["hh"]), int(parts["mm"])),
    "oclock": _hour,
    "one": lambda parts: (1, 30 if "half_past" in parts else int(value(parts.get("past_one", "零")) or 0)),
    "midnight": lambda parts: (24, 0),
}


def _is_base(last: Moment | None, kind: str) -> bool:
    """Whether working days are counted from, or in, what is named before them."""
    if last is None or last.day is None:
        return False
    return last.after or kind == "closing" or (kind == "opening" and last.kind in ("monthpart", "week"))


def _workdays(parts: Parts, at: datetime, last: Moment | None) -> Moment | None:
    count = 1 if parts["count"] in NEXT else int(value(parts["count"]) or 0)
    if not 0 < count <= MOST_WORKDAYS:
        return None
    base = last.day if last is not None and _is_base(last, "workdays") else None
    return Moment(day=working_day_after(base or at.date(), count))


def _opening(parts: Parts, at: datetime, last: Moment | None) -> Moment | None:
    """The first working day: after a feast, of a month or a week, else after the holiday that runs or comes."""
    if last is None:
        return Moment(day=working_day_after(_holiday_now(at.date())))
    if last.day is None or not _is_base(last, "opening"):
        return None
    if last.after:
        return Moment(day=working_day_after(last.day))
    first = last.day.replace(day=1) if last.kind == "monthpart" else last.day - 6 * ONE
    return Moment(day=working_day_after(first - ONE))


def _closing(parts: Parts, at: datetime, last: Moment | None) -> Moment | None:
    return None if last is None or last.day is None else Moment(day=last_worked(last.day))


def last_worked(day: date) -> date:
    """The last working day up to a day."""
    while not is_worked(day):
        day -= ONE
    return day


def _holiday_now(today: date) -> date:
    """The feast of the holiday that runs, else of the next."""
    return next((day for _, day in holidays_around(today) if working_day_after(day) > today), today)


def _until(name: str, day: date) -> date:
    if name not in BREAKS:
        return day
    return day - ONE if name == "春节" else last_worked(day - ONE)


def _span(parts: Parts, at: datetime, last: Moment | None) -> Moment | None:
    """A length of time from now: to the minute, but to the end of the day 'in three days' time'."""
    half = parts["number"] == "半"
    number = 0.5 if half else float(value(parts["number"].replace("个把", "一")) or 0)
    number += 0.5 * ("half" in parts or "more" in parts)
    if not number:
        return None
    if "months" in parts:
        return Moment(instant=at + 15 * ONE if half else _months_on(at, int(number)))
    unit = next(name for name in LENGTHS if name in parts)
    until = at + timedelta(minutes=number * LENGTHS[unit])
    later = unit in ("days", "weeks") and parts.get("later", "").endswith("后")
    return Moment(day=until.date()) if later else Moment(instant=until)


def _months_on(at: datetime, count: int) -> datetime:
    year, month = _following(at, count)
    return at.replace(year=year, month=month, day=min(at.day, calendar.monthrange(year, month)[1]))


def _following(at: date, count: int) -> tuple[int, int]:
    """Year and month so many months on."""
    year, month = divmod(at.year * 12 + at.month - 1 + count, 12)
    return year, month + 1


def _feast(parts: Parts, at: datetime, last: Moment | None) -> Moment | None:
    name, today = parts.get("named") or parts["figured"], at.date()
    day = next_festival(name, today)
    if day is None:
        return None
    if "until" in parts:
        until = day - ONE if parts["until"].endswith("天") else _until(name, day)
        return Moment(day=max(until, today))
    if "past" in parts:
        running = (each for held, each in holidays_around(today) if held == name and working_day_after(each) > today)
        return Moment(day=next(running, day), after=True)
    return Moment(day=day, weak="on" not in parts)


def _holiday(parts: Parts, at: datetime, last: Moment | None) -> Moment | None:
    """Before or after the holiday that runs or comes next; of a year that ends, before or after Spring Festival."""
    today = at.date()
    if "spring" in parts:
        spring = next_festival("春节", today if "eve" in parts else today - 10 * ONE)
        if spring is None:
            return None
        return Moment(day=spring - ONE) if "eve" in parts else Moment(day=spring, after=True)
    if "eve" not in parts:
        return Moment(day=_holiday_now(today), after=True)
    name, day = next((name, day) for name, day in holidays_around(today) if day > today)
    return Moment(day=max(_until(name, day), today))


def _lunar(parts: Parts, at: datetime, last: Moment | None) -> Moment | None:
    today = at.date()
    told = parts.get("early") or parts.get("first") or parts.get("twelfth")
    if told is None:
        day = next_festival(EVE, today)
    else:
        month, number = 12 if "twelfth" in parts else 1, int(value(told) or 0)
        days = (lunar_day(year, month, number) for year in (today.year - 1, today.year, today.year + 1))
        day = next((each for each in days if each is not None and each >= today), None)
    return None if day is None else Moment(day=day)


def _iso(parts: Parts, at: datetime, last: Moment | None) -> Moment | None:
    return Moment(day=date(int(parts["y"]), int(parts["m"]), int(parts["d"])))


def _monthday(parts: Parts, at: datetime, last: Moment | None) -> Moment | None:
    return _date(parts["month"], parts["day"], _years(parts.get("year"), at), at)


def _pointed(parts: Parts, at: datetime, last: Moment | None) -> Moment | None:
    """Month and day in figures, with a point between them or without."""
    month, day = (parts["pm"], parts["pd"]) if "pm" in parts else (parts["sm"], parts["sd"])
    return _date(month, day, _years(None, at), at)


def _date(month: str, day: str, years: tuple[int, ...], at: datetime) -> Moment | None:
    told = [(year, _month(month), int(value(day) or 0)) for year in years]
    return next((Moment(day=date(*each)) for each in told if _is_ahead(*each, at)), None)


def _is_ahead(year: int, month: int, day: int, at: datetime) -> bool:
    return 1 <= day <= calendar.monthrange(year, month)[1] and date(year, month, day) >= at.date()


def _month(written: str) -> int:
    return 1 if written == "元" else int(value(written) or 0)


def _years(written: str | None, at: datetime) -> tuple[int, ...]:
    if written is None:
        return at.year, at.year + 1
    return (at.year + (written == "明年") if written in ("今年", "明年") else int(written[:4]),)


def _monthpart(parts: Parts, at: datetime, last: Moment | None) -> Moment | None:
    """A month or a part of one, to its end."""
    month = _month(parts["its_month"]) if "its_month" in parts else 0
    if month:
        ahead = [(year, month) for year in _years(parts.get("its_year"), at)]
    else:
        ahead = [_following(at, n) for n in range(_months_off(parts.get("which", "")), 4)]
    until = MONTH_PARTS.get(parts.get("part", ""), 31)
    days = (date(year, month, min(until, calendar.monthrange(year, month)[1])) for year, month in ahead)
    return next((Moment(day=day) for day in days if day >= at.date()), None)


def _months_off(which: str) -> int:
    return which.count("下") + which.count("次")


def _dom(parts: Parts, at: datetime, last: Moment | None) -> Moment | None:
    """A date without its month: of the month named, else of that of the day before it, else the next that is ahead."""
    ahead = [_following(at, n) for n in range(_months_off(parts.get("of", "")), 4)]
    if (
        "of" not in parts
        and last is not None
        and last.day is not None
        and last.kind in MONTHED
        and last.day - at.date() < SEASON
    ):
        ahead.insert(0, (last.day.year, last.day.month))
    day = int(value(parts["date"]) or 0)
    return next((Moment(day=date(year, month, day)) for year, month in ahead if _is_ahead(year, month, day, at)), None)


def _weekday(parts: Parts, at: datetime, last: Moment | None) -> Moment | None:
    """A day of the week: the next, today counted, and not before another that is named ahead of it."""
    since, told = at.date(), WEEKDAYS[parts["wd"]]
    if weeks := parts.get("rel", "").count("下"):
        return Moment(day=since + (7 * weeks + told - since.weekday()) * ONE)
    if last is not None and last.day is not None and last.kind == "weekday":
        since = max(since, last.day)
    return Moment(day=since + (told - since.weekday()) % 7 * ONE)


def _week(parts: Parts, at: datetime, last: Moment | None) -> Moment | None:
    today = at.date()
    return Moment(day=today + (6 - today.weekday() + 7 * parts.get("whose", "").count("下")) * ONE)


def _near(parts: Parts, at: datetime, last: Moment | None) -> Moment | None:
    return Moment(day=at.date() + next(n for n in range(5) if f"n{n}" in parts) * ONE)


def _yearend(parts: Parts, at: datetime, last: Moment | None) -> Moment | None:
    return Moment(day=date(at.year, 12, 31))


WORKING: Final = frozenset({"workdays", "opening", "closing"})
READERS: Final[dict[str, Callable[[Parts, datetime, Moment | None], Moment | None]]] = {
    "workdays": _workdays, "opening": _opening, "closing": _closing, "span": _span, "feast": _feast,
    "holiday": _holiday, "lunar": _lunar, "iso": _iso, "monthday": _monthday, "pointed": _pointed,
    "stamped": _pointed, "monthpart": _monthpart, "dom": _dom, "weekday": _weekday, "week": _week, "near": _near, "yearend": _yearend,
}  # fmt: skip
