"""Who wrote a line: told by a role, by a type of message, or by the account."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from kefu.vocabulary.talk import LineRole

_ROLE_WORDS: Final[dict[LineRole, str]] = {
    "agent": "agent seller merchant staff service servicer cs waiter shop store assistant operator out outgoing outbound "
    "sent send 客服 商家 卖家 店铺 商户 坐席 座席 人工 人工客服 接待 店家 掌柜 子账号 主账号 客服人员 卖方 商家客服 售前 售后 发送 发出 发",
    "buyer": "buyer customer client consumer user visitor guest member in incoming inbound received receive 买家 顾客 客户 "
    "用户 消费者 访客 会员 买方 接收 收到 收 亲",
    "system": "system notice platform event 系统 系统消息 系统通知 系统提示 平台 平台消息 平台通知 平台客服 官方 通知 提示",
    "auto": "auto bot robot autoreply chatbot 机器人 自动 自动回复 智能客服 店小蜜 机器人客服 智能机器人 自动消息 机器人回复",
    "card": "card 卡片 订单卡片 商品卡片 商品 订单 链接卡片",
    "recalled": "recalled recall withdrawn 撤回 已撤回 撤回消息",
    "media": "media image picture img photo pic video voice audio file emoji sticker 图片 视频 语音 文件 表情 音频",
}  # fmt: skip
_KIND_WORDS: Final[dict[LineRole, str]] = {
    "media": "image picture img photo pic video voice audio file sticker emoji media 图片 视频 语音 文件 表情 音频 图片消息 "
    "视频消息 语音消息 动画表情 表情包",
    "card": "card order goods product item link coupon 卡片 商品 订单 商品卡片 订单卡片 商品链接 优惠券 卡片消息 商品消息 订单消息 "
    "链接卡片 评价邀请",
    "system": "system notice event tip 系统 系统消息 系统通知 系统提示 通知 提示 提示消息",
    "auto": "auto bot robot autoreply 自动回复 机器人 自动 自动消息 机器人回复 机器人消息 智能回复",
    "recalled": "recalled recall withdrawn revoke 撤回 已撤回 撤回消息",
}  # fmt: skip

_ROLES: Final = {word: role for role, words in _ROLE_WORDS.items() for word in words.split()}
_KINDS: Final = {word: role for role, words in _KIND_WORDS.items() for word in words.split()}

_ROBOT: Final = re.compile(r"机器人|店小蜜|智能客服|自动回复|智能助手")
_SYSTEM: Final = re.compile(r"^(系统|平台)(消息|通知|提示|公告|小助手)|^官方(通知|客服)")
_SERVED: Final = re.compile(r"买家|顾客|客户(?!服务)|用户|消费者|访客")
_SERVING: Final = re.compile(r"客服|商家|卖家|坐席|座席")

_SHOP: Final = r"(?:旗舰店|专营店|专卖店|官方店|企业店|自营店|体验店|直营店|工厂店|品牌店|官方|小店|商行|商城|店铺|店)"
_SHOP_END: Final = re.compile(rf"{_SHOP}$")
_SUBACCOUNT: Final = re.compile(r"^(?:cntaobao)?(?P<shop>[^:：]{1,60}?)\s*[:：]\s*\S.{0,60}$")
_SHOPKEEPER: Final = re.compile(
    rf"{_SHOP}(?:[（(\-—_ ].{{0,20}})?$|客服|售前|售后|^(?:商家|卖家|店主|店长|掌柜)|\bkefu|\bservice\b"
)

PLACEHOLDERS: Final[dict[str, LineRole]] = {
    **dict.fromkeys("图片 视频 小视频 语音 文件 表情 动画表情 自定义表情 音频".split(), "media"),
    **dict.fromkeys("图片消息 视频消息 语音消息 image video voice".split(), "media"),
    **dict.fromkeys("卡片 商品卡片 订单卡片 商品链接卡片 商品信息 订单信息 优惠券".split(), "card"),
    **dict.fromkeys("撤回 已撤回 消息已撤回 撤回消息".split(), "recalled"),
}  # fmt: skip
"""What a window writes in brackets in the place of something that has no words."""


def _folded(word: str) -> str:
    return re.sub(r"[\s_\-]+", "", unicodedata.normalize("NFKC", word).casefold())


def role_of(word: str) -> LineRole | None:
    """The role that a word in a column of roles names."""
    folded = _folded(word[:64])
    if folded in _ROLES:
        return _ROLES[folded]
    if _ROBOT.search(folded):
        return "auto"
    if _SYSTEM.search(folded):
        return "system"
    served, serving = _SERVED.search(folded), _SERVING.search(folded)
    if bool(served) == bool(serving):
        return None
    return "buyer" if served else "agent"


def exact_role(word: str) -> LineRole | None:
    """The role that a word is and does not merely contain."""
    return _ROLES.get(_folded(word[:64]))


def kind_of(word: str) -> LineRole | None:
    """What a type of message says of its line; None for words, which is most of them."""
    return _KINDS.get(_folded(word[:64]))


def yes(word: str) -> bool:
    """Whether a cell answers yes."""
    return _folded(word[:8]) in {"1", "true", "yes", "y", "t", "是", "对", "√", "有", "1.0"}


def seller_account(account: str) -> bool:
    """Whether an account tells by itself that it is a shop's: 店铺:子账号, 客服, 旗舰店 and kin."""
    account = account[:200]
    return bool(_SUBACCOUNT.match(account) or _SHOPKEEPER.search(account))


def party_of(account: str) -> LineRole | None:
    """The role that an account tells by itself, None where it could be a buyer's or anyone's."""
    if (role := exact_role(account)) in ("agent", "buyer", "system", "auto"):
        return role
    account = account[:200]
    own = re.split("[:：]", account)[-1]
    if _ROBOT.search(own) and not _SHOP_END.search(own):
        return "auto"
    if _SYSTEM.search(account):
        return "system"
    return "agent" if seller_account(account) else None


def shop_of(account: str) -> str:
    """The shop that an account of the form 店铺:子账号 belongs to, or that it is; '' if it does not say."""
    if found := _SUBACCOUNT.match(account[:200]):
        return found["shop"].strip()
    return account if _SHOP_END.search(account[:200]) else ""
