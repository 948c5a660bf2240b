"""By when an agent has promised something: every way in which sellers say it, and the one reading that each has."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu.checks.due import due
from kefu.vocabulary.days import CHINA

WEDNESDAY = "2026-03-18T15:00"
"""The third of four working weeks without a holiday, in the middle of the afternoon."""


def said(
    words: str, at: str = WEDNESDAY, whole: str | None = None, before: Sequence[str] = (), kind: str = ""
) -> str | None:
    """What the words come to, to the minute."""
    found = due(words, words if whole is None else whole, datetime.fromisoformat(f"{at}:00+08:00"), before, kind)
    return None if found is None else found.astimezone(CHINA).isoformat()[:16]


def cases(table: str) -> list[tuple[str, str]]:
    """Lines of `month-day hour words`, or `- words` where nothing can be said; a year stands before a month that is not of 2026."""
    out = []
    for line in table.strip().splitlines():
        when, words = line.split(maxsplit=1)
        if when != "-":
            hour, words = words.split(maxsplit=1)
            when = f"{when if len(when) > 5 else '2026-' + when}T{hour}"
        out.append((when, words))
    return out


def check(when: str, found: str | None) -> None:
    assert found == (None if when == "-" else when)


@pytest.mark.parametrize(
    ("when", "words"),
    cases("""
    03-18 18:00 今天下班前给您退
    03-19 12:00 明早给您寄出去
    03-31 23:59 月底前一定开给您
    03-20 23:59 周五之前补寄
    03-20 15:00 48小时内给您答复
    03-21 15:00 3天内退给您
    03-23 23:59 三个工作日内到您手里
    03-19 12:00 明天上午就发
    03-18 18:00 下午给您发
    03-18 23:59 今天发
    03-20 23:59 后天给您发
    04-15 23:59 15号给您开票
    03-23 23:59 下周一给您打电话
    03-22 23:59 本周内退给您
    03-20 15:00 1-2天给您发
    - 马上给您退
    - 晚点给您回
    - 收到退件当天退您
    - 到货就发
    """),
)
def test_the_loose_words_of_the_contract_are_read_as_it_says(when: str, words: str) -> None:
    check(when, said(words))


@pytest.mark.parametrize(
    ("when", "words"),
    cases("""
    03-18 23:59 今儿个给您寄
    03-19 23:59 明儿个给您寄
    03-19 23:59 赶明儿给您弄好
    03-21 23:59 大后天发
    03-20 12:00 后天一早走物流
    03-20 23:59 明后天发
    03-19 23:59 今明两天发
    03-20 23:59 后天一起发
    03-18 23:59 今天一并寄出
    03-18 23:59 当日内给您处理
    03-19 23:59 明天之前给您
    03-19 23:59 您早点休息，明天给您发
    03-19 23:59 38号链接明天给您改价
    03-18 23:59 2号仓今天发
    03-19 23:59 5号电池明天补给您
    03-19 23:59 订单20260315887明天发
    """),
)
def test_a_bare_day_ends_at_midnight(when: str, words: str) -> None:
    check(when, said(words))


@pytest.mark.parametrize(
    ("when", "words"),
    cases("""
    03-20 23:59 这周五发
    03-20 23:59 周5发
    03-18 23:59 本周三发
    03-22 23:59 礼拜天给您送到
    03-22 23:59 周天给您送到
    03-22 23:59 周末给您发
    03-29 23:59 下周末给您发
    03-21 12:00 星期六上午给您打
    03-24 23:59 下个礼拜二发
    03-27 23:59 下星期五之前
    04-01 23:59 下下周三发
    03-30 23:59 下下个星期一发
    03-22 23:59 这个星期内
    03-29 23:59 下礼拜给您
    04-05 23:59 下下周给您
    03-25 23:59 周一到周三之间发出
    03-20 23:59 周四或者周五发
    03-26 23:59 下周三四给您发
    03-22 23:59 周六日给您发
    03-23 12:00 周一一早发
    03-18 23:59 上周五就该发的，今天补给您
    03-23 23:59 周五不发，周一发
    """),
)
def test_a_day_of_the_week_is_the_next_one_and_its_week_ends_on_sunday(when: str, words: str) -> None:
    check(when, said(words))


@pytest.mark.parametrize(
    ("at", "when", "words"),
    [
        ("2026-03-20T10:00", "2026-03-20T23:59", "周五前给您"),
        ("2026-03-22T10:00", "2026-03-23T23:59", "下周一给您发"),
        ("2026-03-22T10:00", "2026-03-29T23:59", "下周给您发"),
        ("2026-03-22T10:00", "2026-03-22T23:59", "本周内给您"),
        ("2026-03-21T10:00", "2026-03-27T23:59", "这周五发"),
    ],
)
def test_friday_said_on_a_friday_is_today_and_next_week_said_on_a_sunday_begins_tomorrow(
    at: str, when: str, words: str
) -> None:
    assert said(words, at) == when


@pytest.mark.parametrize(
    ("when", "words"),
    cases("""
    03-25 23:59 3月25日前发货
    03-25 23:59 3 月 25 日前
    03-25 23:59 ３月２５号发
    03-31 23:59 三月三十一号之前
    03-21 23:59 二十一号发
    12-12 23:59 十二月十二号
    11-11 23:59 十一月十一日
    05-20 23:59 5.20前给您送到
    04-01 23:59 4.1号发
    03-28 23:59 3.25-3.28发
    03-20 23:59 3/20前给您
    03-20 23:59 2026-03-20前
    03-20 23:59 2026年3月20日前给您开
    03-20 18:00 3月20日(周五)18:00前
    2027-01-05 23:59 明年1月5日
    04-15 23:59 下个月15号给您退
    03-25 23:59 本月25日前
    03-25 23:59 20号到25号之间发
    03-25 23:59 20-25号发
    03-26 23:59 25、26号发
    03-28 23:59 3月25~28日发
    04-10 23:59 10日前给您
    03-25 23:59 要到25号才能发
    - 15号以后给您发
    - 周五之后发
    """),
)
def test_a_date_is_the_next_of_its_kind_and_after_it_there_is_no_end(when: str, words: str) -> None:
    check(when, said(words))


@pytest.mark.parametrize(
    ("when", "words"),
    cases("""
    03-31 23:59 月底给您打款
    03-31 23:59 3月末
    04-30 23:59 下个月月底
    04-30 23:59 下月底前
    04-10 23:59 下月初补给您
    04-10 23:59 4月上旬发货
    04-20 23:59 4月中旬发货
    04-15 23:59 月中给您
    04-10 23:59 3月底4月初给您发
    04-30 23:59 4月份给您
    04-30 23:59 下个月给您
    12-31 23:59 年底前结清
    12-31 23:59 年内给您
    """),
)
def test_a_part_of_the_month_lasts_to_its_end(when: str, words: str) -> None:
    check(when, said(words))


@pytest.mark.parametrize(
    ("at", "when", "words"),
    [
        ("2026-03-20T10:00", "2026-04-15T23:59", "15号给您退"),
        ("2026-01-31T10:00", "2026-01-31T23:59", "31号前给您"),
        ("2026-02-01T10:00", "2026-03-31T23:59", "31号给您发"),
        ("2026-02-20T10:00", "2026-03-29T23:59", "29号给您开"),
        ("2028-02-20T10:00", "2028-02-29T23:59", "29号给您开"),
        ("2026-02-01T10:00", "2026-02-28T23:59", "月底前给您开"),
        ("2028-02-01T10:00", "2028-02-29T23:59", "月底前给您开"),
        ("2026-02-01T10:00", None, "2月29日给您发"),
        ("2026-12-25T10:00", "2027-01-03T23:59", "3号给您发"),
        ("2026-12-25T10:00", "2027-01-05T23:59", "1月5号发"),
        ("2026-12-31T10:00", "2027-01-01T23:59", "明天发"),
        ("2026-03-31T15:00", "2026-04-30T15:00", "一个月内给您"),
        ("2026-07-01T09:00", "2026-08-03T23:59", "下月2号开窑 3号给您发"),
    ],
)
def test_a_date_that_is_past_or_not_in_the_month_means_the_next_month_that_has_it(
    at: str, when: str | None, words: str
) -> None:
    assert said(words, at) == when


@pytest.mark.parametrize(
    ("when", "words"),
    cases("""
    03-18 15:30 半小时内回您
    03-18 15:30 半个钟给您信儿
    03-18 15:30 30min内
    03-18 15:30 过半小时给您打
    03-18 15:10 过10分钟给您回
    03-18 15:10 等我十分钟
    03-18 15:05 稍等五分钟哈
    03-18 15:15 一刻钟后打给您
    03-18 15:45 三刻钟给您送到
    03-18 15:40 三四十分钟给您送到
    03-18 16:00 个把小时给您弄好
    03-18 16:30 一个半小时给您送到
    03-18 16:30 1.5个小时内
    03-18 17:00 俩钟头里头给您信儿
    03-18 17:00 您再等两小时，一定给您答复
    03-18 17:00 两小时后给您回电
    03-18 18:00 2-3小时后回复您
    03-18 18:30 三个半小时
    03-19 15:00 24h内给您退
    03-19 15:00 二十四小时内处理
    03-20 15:00 48H内
    03-20 15:00 不超过48小时
    03-21 15:00 七十二小时内发
    03-19 03:00 半天内
    03-19 15:00 给我一天时间
    03-20 15:00 这两天给您发
    03-21 15:00 两三天给您发出
    03-21 15:00 3 天内
    03-21 15:00 三日内给您
    03-21 03:00 两天半
    03-21 23:59 三天后给您发
    03-23 23:59 五日后寄出
    03-23 15:00 五天左右给您发
    03-25 15:00 七个自然日内
    03-25 15:00 一星期内
    04-01 15:00 两周内给您修好寄回
    04-02 15:00 半个月内给您做好
    04-02 15:00 十天半个月给您修好
    04-18 15:00 一个月内
    - 十几分钟给您回
    - 过两天给您发
    - 一会儿回您
    - 尽快给您安排
    """),
)
def test_a_length_of_time_runs_from_the_message(when: str, words: str) -> None:
    check(when, said(words))


@pytest.mark.parametrize(
    ("when", "words"),
    cases("""
    03-19 23:59 一个工作日
    03-19 23:59 下个工作日给您退
    03-23 23:59 仨工作日
    03-25 23:59 3-5个工作日退回
    03-25 23:59 3到5个工作日内退回
    04-16 23:59 二十个工作日
    03-30 23:59 25号后三个工作日内退
    04-01 23:59 月初第一个工作日
    03-23 23:59 下周第一个工作日
    03-31 23:59 月底前最后一个工作日
    """),
)
def test_working_days_begin_with_the_next(when: str, words: str) -> None:
    check(when, said(words))


@pytest.mark.parametrize(
    ("at", "when", "words"),
    [
        ("2026-02-10T10:00", "2026-02-13T23:59", "三个工作日内退您"),
        ("2026-02-12T10:00", "2026-02-24T23:59", "三个工作日内退您"),
        ("2026-02-14T10:00", "2026-02-25T23:59", "两个工作日给您发"),
        ("2026-04-30T10:00", "2026-05-08T23:59", "三个工作日"),
        ("2026-09-18T10:00", "2026-09-20T23:59", "1个工作日给您答复"),
        ("2026-09-29T10:00", "2026-10-09T23:59", "三个工作日内退"),
        ("2026-10-09T10:00", "2026-10-10T23:59", "一个工作日内"),
        ("2026-09-25T10:00", "2026-09-28T23:59", "节后第一个工作日给您退"),
        ("2026-09-29T10:00", "2026-10-08T23:59", "节后第一天上班就退"),
        ("2026-09-29T10:00", "2026-10-10T23:59", "国庆节后三个工作日内"),
        ("2026-09-29T10:00", "2026-10-08T23:59", "国庆假期结束后首个工作日给您退"),
        ("2026-10-03T10:00", "2026-10-08T23:59", "假期后首个工作日我就联系您"),
        ("2026-02-05T10:00", "2026-02-24T23:59", "年后第一个工作日给您发"),
        ("2026-02-20T10:00", "2026-02-24T23:59", "开工第一天给您发"),
        ("2026-09-08T10:00", "2026-09-30T23:59", "国庆前最后一个工作日给您退"),
        ("2026-12-31T10:00", "2027-01-06T23:59", "三个工作日内"),
    ],
)
def test_working_days_go_over_spring_festival_national_day_and_worked_weekends(at: str, when: str, words: str) -> None:
    assert said(words, at) == when


@pytest.mark.parametrize(
    ("at", "when", "words"),
    [
        ("2026-09-20T10:00", "2026-09-30T23:59", "国庆前给您发走"),
        ("2026-09-20T10:00", "2026-09-30T23:59", "十一前给您发"),
        ("2026-04-20T10:00", "2026-04-30T23:59", "五一前给您退"),
        ("2026-04-20T10:00", "2026-04-30T23:59", "节前给您退"),
        ("2026-09-20T10:00", "2026-09-24T23:59", "中秋前送到"),
        ("2026-06-10T10:00", "2026-06-18T23:59", "端午前给您寄到"),
        ("2026-03-18T10:00", "2026-04-03T23:59", "清明前给您"),
        ("2026-12-01T10:00", "2026-12-31T23:59", "元旦前给您送到"),
        ("2026-02-05T10:00", "2026-02-16T23:59", "春节前给您"),
        ("2026-02-05T10:00", "2026-02-16T23:59", "年前给您退"),
        ("2026-02-05T10:00", "2026-02-16T23:59", "除夕前到您手上"),
        ("2026-05-20T10:00", "2026-06-01T23:59", "六一前给您"),
        ("2026-11-01T10:00", "2026-11-11T23:59", "双十一前给您发"),
        ("2026-12-01T10:00", "2026-12-25T23:59", "圣诞前送到"),
        ("2026-12-01T10:00", "2026-12-24T23:59", "圣诞前一天送到"),
        ("2026-06-01T10:00", "2026-06-18T23:59", "618当天给您补"),
        ("2026-08-01T10:00", "2026-08-19T23:59", "七夕当天送到"),
        ("2026-02-10T10:00", "2026-02-24T23:59", "初八给您发"),
        ("2026-02-10T10:00", "2026-02-24T23:59", "年初八开工给您发"),
        ("2026-02-10T10:00", "2026-03-03T23:59", "正月十五前送到"),
        ("2026-02-01T10:00", "2026-02-15T23:59", "腊月二十八前给您送到"),
        ("2026-09-20T10:00", None, "国庆后给您发"),
        ("2026-09-20T10:00", None, "节后给您发"),
        ("2026-02-05T10:00", None, "年后给您发"),
        ("2026-02-10T10:00", None, "正月十六之后给您发"),
        ("2026-09-20T10:00", "2026-10-08T23:59", "国庆后8号给您发"),
        ("2026-09-29T10:00", "2026-09-30T23:59", "国庆期间停运，您的明天发"),
        ("2026-04-29T10:00", "2026-05-02T23:59", "五一我不歇，2号给您寄"),
    ],
)
def test_before_a_holiday_is_before_its_free_days_and_before_a_day_is_that_day_at_the_latest(
    at: str, when: str | None, words: str
) -> None:
    assert said(words, at) == when


@pytest.mark.parametrize(
    ("when", "words"),
    cases("""
    03-18 20:00 今晚8点前发走
    03-18 20:00 晚八点前给您发
    03-18 20:00 晚8:00前
    03-18 22:00 晚上十点给您发过去
    03-18 19:15 晚上七点一刻给您打
    03-18 23:59 晚上12点前
    03-18 23:59 今晚零点前
    03-18 23:59 24点前
    03-20 23:59 周五晚上十二点前
    03-18 18:00 １８：００前给您发
    03-18 18:00 今天 18 点前
    03-18 21:30 21点30前
    03-18 22:30 22:30之前给您答复
    03-19 18:00 明天18:00之前出库
    03-19 20:30 明晚8点半
    03-19 15:30 明天下午3点半
    03-19 15:00 明天三点前
    03-19 12:00 明天中午12点前
    03-19 13:00 明天中午一点
    03-19 09:40 早上九点四十
    03-19 09:00 早九点给您打
    03-20 10:00 后天上午10点
    03-20 10:30 周五早上十点半之前
    03-18 16:30 今天16:30快递来收，您这单一起走
    03-18 17:00 五点前发走
    03-18 17:00 下午四五点给您打
    03-18 16:00 下午两点到四点上门
    03-19 11:00 明天9:00-11:00上门
    03-18 20:00 19点至20点之间给您去电
    03-18 23:00 11点之前准给您回
    03-18 23:30 十一点半前
    03-19 14:00 两点前回您
    03-19 13:00 一点前给您
    03-19 02:00 凌晨两点前
    03-19 02:00 半夜两点
    03-19 01:00 今天夜里一点前
    04-01 00:00 4月1日0点前一定退
    """),
)
def test_an_hour_is_the_next_that_people_mean(when: str, words: str) -> None:
    check(when, said(words))


@pytest.mark.parametrize(
    ("when", "words"),
    cases("""
    03-19 06:00 明天凌晨就出库
    03-19 12:00 中午前给您回
    03-19 12:00 明儿晌午之前
    03-20 12:00 最迟不超过后天中午
    03-19 12:00 午饭前给您
    03-18 18:00 傍晚前给您
    03-18 18:00 晚饭前送到
    03-20 18:00 周五下班前
    03-18 18:30 今天下班前(18:30)
    03-18 23:59 打烊前给您回
    03-18 18:00 天黑前给您卸到门口
    03-18 18:00 太阳落山之前送到
    03-23 18:00 礼拜一收工之前打您账上
    03-18 17:00 赶在您5点下班前送进库
    03-19 13:00 午后一点给您回电话
    03-19 12:00 明早就走
    2026-03-19 13:20 一点二十,给您一笔一笔列好
    05-06 23:59 滤网0506发
    05-10 23:59 五月十号,一只不拖
    05-12 23:59 五月十号、十二号给您发
    2027-02-02 23:59 年廿六给您送到
    03-21 21:00 周六晚上我八点到,九点前装完
    03-19 23:59 明天给您发三月生产的新货
    - 从这个月起我都给您留着
    - 每个月一号给您留两罐
    - 每周二周五给您报一次进度
    - 出门前半小时给您打电话
    - 九点以后我打过去
    - 我都按今天的价给您算
    - 扫到那天夜里我批
    - 他还没进门这天的误工我来算
    - 安装同一天
    - 坏的没过七天我就给您换
    03-22 23:59 这周发,拖到下周我请客
    03-19 23:59 明天给您答复,今天周三
    03-19 23:59 明晚给您
    03-19 12:00 今晚装箱，早上发
    03-19 12:00 最快今晚，最慢明早
    """),
)
def test_a_part_of_the_day_ends_where_it_is_read_to_end(when: str, words: str) -> None:
    check(when, said(words))


@pytest.mark.parametrize(
    ("at", "when", "words"),
    [
        ("2026-03-18T19:00", "2026-03-19T18:00", "下午给您发"),
        ("2026-03-18T19:00", "2026-03-19T18:00", "下班前给您"),
        ("2026-03-18T00:30", "2026-03-18T23:59", "今晚给您发"),
        ("2026-03-18T00:40", "2026-03-18T03:00", "凌晨三点前打完"),
        ("2026-03-18T23:30", "2026-03-18T23:59", "12点前给您"),
        ("2026-03-18T09:40", "2026-03-18T12:00", "12点前给您"),
        ("2026-03-18T09:00", "2026-03-18T18:00", "6点前给您"),
        ("2026-03-18T23:00", "2026-03-19T01:00", "今天凌晨1点前"),
        ("2026-03-18T15:30", "2026-03-18T12:00", "今天上午就发"),
    ],
)
def test_an_hour_that_is_over_means_tomorrow_unless_the_words_say_today(at: str, when: str, words: str) -> None:
    assert said(words, at) == when


@pytest.mark.parametrize(
    "words",
    [
        "7天无理由退货", "30天价保", "质保三年", "给您延长7天", "昨天已经发出了", "3天前就发了", "前两天就发了",
        "给您便宜一点", "快一点给您发", "这三天一直没货", "晚一天赔您5块", "24小时在线", "端午节快乐", "下午好",
        "如果明天还没到我给您重发", "30天内降价给您补差", "双11前要是再降 差多少补多少", "两点以前要没信儿我挨个打电话",
        "一年内坏了我管", "签收后24小时内给您退", "收到货后三天内退款给您", "您付款后48小时内发出", "验货完两小时给您退",
        "审核通过后1-3个工作日退款", "您寄回来我们收到24小时内退", "第二天给您发", "当天发", "三块五一会儿给您打过去",
        "大一号的我给您发过去", "单号四点前没出来，我个人转您五十",
    ],
)  # fmt: skip
def test_times_of_a_rule_of_the_past_and_of_a_condition_bind_nobody(words: str) -> None:
    assert said(words) is None


@pytest.mark.parametrize(
    ("when", "words"),
    cases("""
    03-19 15:00 已收到您的退件，24小时内退
    03-18 15:30 收到图片了，半小时内给您方案
    03-18 23:59 您的件我们昨天收到了，今天退
    03-18 23:59 您今天下单，今天就发
    03-18 23:59 您好，今天就给您安排发货，预计后天到
    03-19 23:59 今天来不及了，明天一定发
    03-19 23:59 明天一定发，今天真来不及了
    03-19 23:59 不如明天给您发
    03-19 23:59 明天一点问题都没有，一定发
    03-20 23:59 最早明天，最晚后天
    03-18 18:00 稍后发您，最晚六点
    03-19 23:59 都等了三天了，明天给您发
    """),
)
def test_of_several_times_the_one_that_binds_counts(when: str, words: str) -> None:
    check(when, said(words))


@pytest.mark.parametrize(
    ("when", "words", "asked"),
    [
        ("2026-03-18T23:59", "可以的", "今天能发吗"),
        ("2026-03-18T23:59", "好，能发", "今天能发吗"),
        ("2026-03-19T12:00", "嗯嗯可以的亲", "明天上午能寄出来不"),
        ("2026-03-20T23:59", "没问题", "那周五之前一定给我退哦"),
        ("2026-03-20T15:00", "可以的哦", "48小时内能发货吗"),
        ("2026-03-31T23:59", "收到，安排", "发票月底前给我就行"),
        ("2026-04-05T23:59", "没问题的亲", "5号前能到吗"),
        ("2026-03-19T12:00", "好的", "明早发可以吧"),
        ("2026-03-20T23:59", "可以可以", "后天 行不"),
        ("2026-03-23T23:59", "好", "今天不用发了，下周一再发吧"),
        ("2026-03-18T23:59", "会给您退的", "说好昨天退的 今天能退吗"),
        ("2026-03-19T15:00", "好的，下午三点给您打", "你明天给我打电话吧"),
        ("2026-03-19T10:00", "好的 十点", "明天上午十点打给我"),
        ("2026-03-18T20:00", "八点准时", "今晚几点给我打"),
        ("2026-03-19T19:00", "七点打给您", "晚上打吧 明晚"),
        ("2026-03-21T15:00", "三天", "几天能发出来啊"),
        ("2026-03-18T23:59", "能的", "要是今天能发我就拍"),
        (None, "可以", "30天内降价能补差吗"),
        ("2026-03-31T23:59", "没跑儿", "月底前专票能给我不"),
        ("2026-03-18T23:59", "发!", "今天发不发"),
        ("2026-03-18T23:59", "能。", "定金能不能今天回来"),
        ("2026-03-19T12:00", "12:00打", "明天中午我有十五分钟 你打给我"),
        ("2026-03-18T15:30", "三点半", "上午说给我看实拍 还没有"),
        ("2026-03-19T15:00", "好嘞", "明天下午三点前把票传上去"),
        (None, "马上给您退", "今天能退吗"),
        (None, "到货就给您发", "明天能发吗"),
        (None, "可以", "能帮我留一件吗 我周五发工资"),
        (None, "行", "我明天出差 先别发"),
        (None, "我这边帮您改", "帮我把地址改一下 我下周才在家"),
        (None, "好的", "我三天后要用 能快点吗"),
        (None, "嗯，送", "那个变调夹您上午说过要送我的，还送吧？"),
        (None, "一定教会您", "琴轴滑 双11也不管我"),
    ],
)
def test_a_yes_takes_the_time_for_which_the_buyer_asked(when: str | None, words: str, asked: str) -> None:
    assert said(words, before=[asked]) == when


def test_of_the_buyers_messages_the_last_that_names_a_time_counts() -> None:
    assert said("能的", before=["明天能发吗", "后天也行 后天能发吗"]) == "2026-03-20T23:59"
    assert said("能的", before=["明天能发吗", "在吗"]) == "2026-03-19T23:59"
    assert said("能的", before=[]) is None


@pytest.mark.parametrize(
    ("when", "words", "whole"),
    [
        ("2026-03-19T23:59", "我给您补发一个", "我给您补发一个，明天寄"),
        ("2026-03-18T23:59", "我再发一台", "找不着了 我再发一台 今儿就走 丢的那台我跟他们打官司"),
        ("2026-03-20T18:00", "下午给您打", "周五我在店里，下午给您打"),
        ("2026-03-20T23:59", "货一到就给您发", "货周五到，货一到就给您发"),
        ("2026-03-18T18:00", "下午给您寄", "我同事明天请假，下午给您寄"),
        ("2026-03-20T23:59", "我本人骑车送", "能，我本人骑车送"),
        (None, "多送您一双袜子", "今晚发货，多送您一双袜子"),
        (None, "我给您走顺丰", "我给您走顺丰，这周六您女儿生日当天准到"),
        (None, "超一天我赔您十块", "三天内，超一天我赔您十块"),
    ],
)
def test_words_without_a_time_take_it_from_the_clause_beside_them(when: str | None, words: str, whole: str) -> None:
    asked = ["20号能送到吗"] if whole.startswith("能") else []
    assert said(words, whole=whole, before=asked) == when


def test_what_is_paid_or_sent_anew_takes_the_time_at_which_the_next_clause_says_it_is_done() -> None:
    whole = "运费我替您走平台小额，今天办"
    assert said("运费我替您走平台小额", whole=whole, kind="compensation") == "2026-03-18T23:59"
    assert said("运费我替您走平台小额", whole=whole, kind="other") is None
    assert said("换成您要的枣红色", whole="换成您要的枣红色，20号补班日发出", kind="reship") == "2026-03-20T23:59"


def test_what_the_buyer_does_meanwhile_ends_no_promise() -> None:
    assert said("明早告诉您，今天先拿冰敷着", kind="reply_by") == "2026-03-19T12:00"


def test_when_the_parcel_arrives_is_the_end_of_the_delivery_alone() -> None:
    assert said("今天给您发，后天就到", kind="ship_by") == "2026-03-18T23:59"
    assert said("今天给您发，后天就到", kind="deliver_by") == "2026-03-20T23:59"


PIECES = st.sampled_from(
    "今天 明天 后天 周五 下周一 月底 15号 3月5日 2月29日 5.20 国庆 节后 春节 初八 三个 工作日 48小时 两天 半 一个 前 之前 内 后 上午 下午 晚上 凌晨 8点 "
    "十二点 零点 18:00 下班前 给您发 退 到货 收到 如果 要是 预计 吧 第一天上班 最后一个工作日 年前 下 本 月 周 号 点 元 , 。 一 两 三 - 到 99999 24:00 31日".split()
)
TIMES = st.datetimes(datetime(2020, 3, 1), datetime(2039, 1, 1), timezones=st.just(CHINA))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(PIECES, max_size=9).map("".join), TIMES, st.lists(st.lists(PIECES, max_size=5).map("".join), max_size=2)
)
def test_nothing_falls_due_before_the_day_on_which_it_is_promised(words: str, at: datetime, before: list[str]) -> None:
    found = due(words, words, at, before)
    if found is not None:
        assert str(found.tzinfo) == "Asia/Shanghai"
        assert found.date() >= at.date()
        assert found - at < timedelta(days=3000)


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=40),
    st.text(max_size=40),
    st.datetimes(timezones=st.timezones()),
    st.lists(st.text(max_size=20), max_size=3),
)
def test_no_text_and_no_instant_is_too_odd(words: str, whole: str, at: datetime, before: list[str]) -> None:
    found = due(words, whole, at, before)
    assert found is None or found.tzinfo is CHINA


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 99), st.sampled_from(["小时内", "个小时之内", "h内"]), TIMES)
def test_hours_are_counted_to_the_minute(count: int, unit: str, at: datetime) -> None:
    assert due(f"{count}{unit}给您退", "", at) == at + timedelta(hours=count)


@pytest.mark.parametrize("piece", ["今天明天", "一", "要是今天,", "1.1.", "周一到", "第一天上班", "三五"])
def test_a_long_text_is_read_in_no_time(piece: str) -> None:
    words, began = piece * 20_000, time.perf_counter()
    due(words, words, datetime(2026, 3, 18, 15, tzinfo=CHINA), [words])
    assert time.perf_counter() - began < 3
