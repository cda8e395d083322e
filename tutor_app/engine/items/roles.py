"""What a block is in its course: told, or a glossary, an exercise, a list of goals …"""

import re
from collections.abc import Sequence

from tutor_app.core.figure_labels import is_caption
from tutor_app.core.material import Block

_TITLES = {
    "glossary": re.compile(
        r"^(?:glossary|key terms?|vocabulary|definitions|key words)\b|术语|词汇表|名词解释", re.IGNORECASE
    ),
    "exercise": re.compile(
        r"\b(?:exercises?|problems?|quiz|review questions|questions|multiple choice|check your|homework|practice"
        r"|critical thinking|conceptual questions|try it)\b|习题|练习|思考题|复习题|自测|作业",
        re.IGNORECASE,
    ),
    "solution": re.compile(r"^(?:answers?|solutions?|answer key)\b|答案|解答", re.IGNORECASE),
    "objectives": re.compile(
        r"^(?:learning (?:objectives|outcomes|goals)|objectives|goals)\b|学习目标|教学目标", re.IGNORECASE
    ),
    "references": re.compile(
        r"^(?:references|bibliography|further (?:reading|research)|works cited)\b|参考文献", re.IGNORECASE
    ),
    "summary": re.compile(
        r"^(?:(?:chapter|section|key) )?(?:summary|takeaways|review|concepts)\b|小结|总结", re.IGNORECASE
    ),
    "contents": re.compile(r"^(?:table of )?contents$|目录", re.IGNORECASE),
    "example": re.compile(
        r"\b(?:example|case|case study|experiment|link to learning|everyday connection|careers? in action"
        r"|career connection|eye on ethics|micro connections|big picture"
        r"|clinical focus|part \d|interactive link)\b|例题|案例|实例|例\s*\d",
        re.IGNORECASE,
    ),
}
_GOALS = re.compile(r"(?:you )?(?:will|should) be able to:?|学习目标|完成本节", re.IGNORECASE)


def find_role(block: Block, path: Sequence[str]) -> str:
    """Return what a block is, by the reading of the course, or else by the titles above it."""
    if (role := getattr(block, "role", "body")) != "body":
        return str(role)
    for title in reversed(path):
        for role, pattern in _TITLES.items():
            if role != "objectives" and pattern.search(title):
                return role
    if _GOALS.search(block.text[:200]):
        return "objectives"
    if block.kind == "caption" or is_caption(block.text):
        return "caption"
    return "body"
