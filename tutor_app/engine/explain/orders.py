"""Sentences that give orders to a language model: they are no part of what a course teaches.

They stay in the book, in what is found and on the page; they are not put to a model, nor quoted as an answer.
What keeps an answer true is that it is quoted: this keeps the orders themselves from being what is quoted.
"""

import re

_TO_A_MODEL = re.compile(
    r"<\|.*?\|>|\[/?INST\]|^\s*(?:system|assistant|user)\s*[:：]"
    r"|\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}"
    r"\b(?:instructions?|rules?|prompts?|guidelines|above|before|previous|passages?|everything)\b"
    r"|\b(?:new|previous|your) (?:instructions?|rules?)\b|\bsystem prompt\b|\byou are (?:now|no longer)\b"
    r"|\b(?:AI|artificial intelligence|language models?|chatbots?|assistant|the tutor)\b"
    r".{0,40}\b(?:tell|say|respond|reply|answer|output|print|must|should|write|rules)\b"
    r"|^(?:please )?(?:say|reply|respond|answer|output|print|repeat) (?:exactly|only|with|in|that)\b"
    r"|\b(?:always|only) (?:answer|reply|respond)\b|\bdo not (?:follow|answer)\b.{0,30}\bquestion"
    r"|(?:忽略|无视|忘记|忘掉|不要理会|绕过|不要回答).{0,20}(?:指令|规则|提示|要求|以上|上面|之前|准则|内容|段落|问题)"
    r"|系统提示|新的指令|你(?:之前|现在)的?(?:规则|是)|^(?:助手|系统|用户)[：:]"
    r"|(?:人工智能|语言模型|聊天机器人|助手).{0,12}请|请(?:一字不差|只?回答|只?输出|告诉学生|你)"
    r"|(?:一律|必须|只)(?:回答|输出)|老师(?:不得|必须|应该)",
    re.IGNORECASE,
)


def is_order(sentence: str) -> bool:
    """Whether a sentence speaks to a language model rather than to a learner, as far as its words show."""
    return bool(_TO_A_MODEL.search(sentence))


def disarmed(text: str) -> str:
    """Text in which nothing is a control word of a chat template."""
    return text.replace("<|", "< |").replace("|>", "| >")
