"""A quick look at a text: whether it may tell who somebody is, so that most texts are never looked at closely.

All here work on a text as `numbers.as_folded` gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kefu.actions.addresses import HAN, PROVINCES
from kefu.actions.names import FIRST, KIN
from kefu.language.figures import FIGURES

_ANY_FIGURE: Final = rf"[{FIGURES}洞拐勾]"
_NO_PARCEL: Final = "(?!(?:(?<=[1-79])|(?<=8)(?![56]|86)|(?<=0)(?!08))[0-9]{11,13}(?![0-9])|[0-9]{19})"
"""Figures by the dozen, or by the score, without the code of a country are a parcel or an order."""
_NUMBER: Final = re.compile(rf"{_ANY_FIGURE}(?<![0-9].){_NO_PARCEL}(?:[^a-z\n一-龥]{{0,5}}{_ANY_FIGURE}){{4}}")
_WORDED: Final = ("one", "yao", "three", "yi ")
"""Words one of which is in every mobile number written in words."""

_COUNT: Final = "[0-9a-z一二三四五六七八九十百甲乙丙丁]"
_KIN_AND_NAME: Final = (
    rf"们?的?(?:{KIN})(?:的?名字)?(?:就?是)?[ ]?{FIRST}[{HAN}]{{1,2}}(?:(?![{HAN}])|[代签]?收|取|的?[电手])"
)
_NUMBERED: Final = "[ ·-]?[0-9一二三四五六七八九十]"
_PLACES: Final = f"(?:{_NUMBERED}|.{{1,10}}[村庄屯寨园城心院厂路街校学司])"
_TRACE: Final = re.compile(
    "身份证|护照|通行证|台胞证|回乡证|军官证|居住证|驾驶证|驾照|社保|医保|学生证|证件|id ?card|passport|"
    "@|叫|姓|先生|女士|小姐|本人|货人|件人|系人|退人|单人|款人|持人|持卡人|订人|开人|开户人|收人|签收|代收|机主|户名|名字|"
    + "|".join(rf"{sign}就?是[ ]{{0,2}}{FIRST}" for sign in "我人边里") + "|"
    + "|".join(sign + _KIN_AND_NAME for sign in "我你您他她咱") + "|"
    + "|".join(rf"{sign}好(?:(?<={FIRST}[{HAN}].好)|(?<={FIRST}[{HAN}]{{2}}.好)|(?<={FIRST}[{HAN}]{{2}}[ ,].好))" for sign in "您你") + "|"
    rf"收(?:(?<={FIRST}[{HAN}]收)|(?<={FIRST}[{HAN}]{{2}}收)|(?<={FIRST}[{HAN}][ (]收)|(?<={FIRST}[{HAN}]{{2}}[ (]收))|"
    "栋|幢|苑|单元|号楼|号院|号房|号门|楼 ?[a-z]?[0-9]|层 ?[a-z]?[0-9]|-[0-9](?<=[0-9]..)|"
    + "|".join(rf"{sign}(?<={_COUNT}{sign})" for sign in "座室户弄房") + "|"
    + "|".join(sign + _PLACES for sign in "镇乡路街巷道") + "|"
    + "|".join(sign + _NUMBERED for sign in "村庄屯寨园城院里") + "|"
    + "|".join(rf"{sign}[{HAN}]{{1,8}}[0-9]{{1,5}}号" for sign in "市区县") + "|"
    "地址 ?[:是为改换]|住址|住处|门牌|房间|房号|室号|小区|社区|花园|公寓|公馆|新村|新城|家园|嘉园|宿舍|别墅|华府|雅居|豪庭|大厦|大楼|"
    "广场|soho|"
    "技园|业园|件园|园区|微信|威信|薇信|旺旺|wx|vx|wechat|weixin|v信|qq|q号|扣扣|企鹅|telegram|whatsapp|会员|昵称|用户名|网名|"
    + "|".join(rf"{shop}的?[账帐号名用昵网i]" for shop in ("淘宝", "天猫", "京东", "拼多多", "抖音", "快手", "小红书", "支付宝", "闲鱼"))
)  # fmt: skip
"""Each alternative begins with a sign of its own, so that all other places of a text are passed at once."""
_REGION: Final = re.compile(rf"{FIRST}[{HAN}]{{1,2}}[^{HAN}a-z0-9]{{0,3}}(?:{PROVINCES})")


def traces(folded: str) -> Iterator[int]:
    """Where a text may tell something by itself; nowhere, where it does not."""
    for found in _TRACE.finditer(folded):
        yield found.start()
    for found in _NUMBER.finditer(folded):
        yield found.start()
    if any(word in folded for word in _WORDED):
        yield from (at for word in _WORDED for at in range(len(folded)) if folded.startswith(word, at))
    yield from (found.start() for found in _REGION.finditer(folded))
