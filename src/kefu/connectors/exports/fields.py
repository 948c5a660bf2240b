"""What the columns of an export are called, in the words of the platforms and of those who fill tables by hand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

_SYNONYMS: Final = {
    "text": "text content message msg body messagecontent msgcontent msgtext chatcontent 内容 消息内容 聊天内容 消息 文本 对话内容 "
    "会话内容 聊天记录 发言内容 发送内容 消息文本 正文 话术 文本内容 留言内容 沟通内容 聊天消息 消息详情 说话内容",
    "role": "role roletype sendertype senderrole sendrole fromtype fromrole usertype speakerrole authorrole direction 角色 "
    "发送方角色 发送者角色 发送人角色 发送人类型 发送者类型 发送方类型 身份 用户类型 说话人角色 发言角色 方向 消息方向 收发 收发方向 "
    "消息来源 人员类型 角色类型",
    "at": "at time timestamp ts datetime sendtime sendat senttime sentat createdat createtime createdtime msgtime "
    "messagetime chattime 时间 发送时间 消息时间 聊天时间 创建时间 发言时间 日期时间 时间戳 对话时间 会话时间 回复时间 发生时间 沟通时间 "
    "消息发送时间",
    "date": "date day senddate chatdate 日期 发送日期 聊天日期 消息日期",
    "session": "session sessionid sid conversation conversationid convid chatid dialogue dialog dialogueid dialogid "
    "threadid talkid ticketid 会话 会话id 会话编号 会话号 对话id 对话编号 会话标识 聊天id 咨询id 咨询编号 接待id 会话序号",
    "agent": "agent agentid agentname agentaccount waiter waiterid waitername waiterpin servicer servicername staff "
    "staffname staffid csname seller sellernick selleraccount kefu 客服 客服账号 客服帐号 客服昵称 客服名称 客服姓名 客服id 客服旺旺 "
    "接待客服 接待账号 接待人 接待人员 子账号 子帐号 坐席 坐席账号 "
    "坐席名称 商家账号 卖家账号 卖家昵称 卖家旺旺 客服人员 员工 员工姓名 接待员 "
    "客服nick",
    "shop": "shop shopname shopid store storename mall mallname 店铺 店铺名称 店铺名 店铺id 商家名称 店名 商铺 商家店铺 所属店铺",
    "platform": "platform platformname channel 平台 平台名称 渠道 来源平台 所属平台 电商平台",
    "speaker": "speaker sender sendername senderid sendernick from fromid fromuser fromname fromnick author nick nickname "
    "name account username 发送人 发送者 发送方 发言人 发言者 说话人 发信人 昵称 账号 帐号 用户名 发送人昵称 发送者昵称 发送账号 "
    "发送方昵称 发送人账号 发送方账号 姓名 消息发送者 消息发送方 消息发送人",
    "buyer": "buyer buyerid buyernick buyername buyeraccount customer customerid customername customernick customerpin "
    "consumer client visitor user userid usernick 买家 买家昵称 买家账号 买家帐号 买家旺旺 买家id 顾客 顾客昵称 顾客账号 顾客id "
    "客户 客户昵称 客户账号 客户名称 客户id 客户姓名 用户 用户昵称 用户id 用户账号 消费者 消费者昵称 消费者id "
    "访客 访客id 访客昵称 会员名 买家会员名",
    "receiver": "receiver receivername receiverid recipient to toid touser toname tonick 接收人 接收者 接收方 收信人 接收账号 "
    "接收人昵称 接收方昵称 消息接收者 消息接收方 消息接收人",
    "kind": "kind type msgtype messagetype contenttype 消息类型 类型 内容类型 消息类别 消息种类",
    "automatic": "auto automatic isauto autoreply isautoreply isrobot isbot robot 自动回复 是否自动回复 是否自动 是否机器人 "
    "是否机器人回复 机器人回复",
    "recalled": "recalled isrecalled withdrawn isrecall iswithdrawn 是否撤回 已撤回 撤回",
    "seller": "waitersend isseller isagent iswaiter 是否客服 是否商家 是否卖家 是否客服发送 商家发送 客服发送",
}

_FIELD: Final = {word: field for field, words in _SYNONYMS.items() for word in words.split()}


def plain(header: str) -> str:
    """A header as it is compared: width, case, spaces, marks and what stands in brackets do not count."""
    folded = unicodedata.normalize("NFKC", header).casefold()
    return re.sub(r"[\W_]+", "", re.sub(r"[(\[【<].*?[)\]】>]", "", folded) or folded)


def field_of(header: str) -> str | None:
    """What a column with this header is, None if the word says nothing."""
    return _FIELD.get(plain(header)) if len(header) <= 64 else None


def told(headers: Sequence[str]) -> dict[str, int]:
    """The fields that headers name, each with the place of the first column of that name."""
    fields: dict[str, int] = {}
    for place, header in enumerate(headers):
        if (field := field_of(header)) is not None:
            fields.setdefault(field, place)
    return fields
