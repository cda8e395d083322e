"""What a section's title says of the part its text plays: exercises, references, a summary, …

A title counts only as a whole ("Exercises 3.2"), never by a word in it ("The exercise of power").
"""

import re
from functools import lru_cache

from tutor_app.core.material import BlockRole

MAX_LETTERS = 120
_NUMBER = r"(?:\d+(?:[.-]\d+)*|[ivxlc]+|[a-z])"
_HAN_NUMBER = r"[\d一二三四五六七八九十百]+(?:[.-]\d+)*"
_PLACE = re.compile(
    rf"^(?:(?:(?:chapter|unit|module|lesson|section|part|appendix|lecture)\s+{_NUMBER}\b"
    rf"|\d+(?:[.-]\d+)*\b|第\s*{_HAN_NUMBER}\s*[章节编篇部课讲单元]+|附录\s*[a-z\d一二三四五六七八九十]?"
    rf"|[一二三四五六七八九十]+(?=[、.．])|[（(][一二三四五六七八九十\d]+[)）])[\s.:：、．|—–-]*)+"
)
_AFTER = re.compile(
    rf"[\s.:：—–-]*(?:\b(?:for|of|from|in|on)?\s*(?:chapter|unit|section|part|module|lesson|week)\s+{_NUMBER}"
    rf"|(?<=:)\s*set\s+{_NUMBER}|[#\s]\s*\d+(?:[.-]\d+)*|(?<=[\u4e00-\u9fff]){_HAN_NUMBER}|\((?:optional"
    rf"|continued|cont\.?|\d+)\))?[\s.:：]*$"
)
_KIND = (
    r"(?:review|chapter|section|end[- ]of[- ](?:the[- ])?(?:chapter|section|unit)|additional|more|further"
    r"|supplement(?:ary|al)"
    r"|practice|conceptual|critical[- ]thinking|discussion|multiple[- ]choice|short[- ]answer|essay"
    r"|free[- ]response"
    r"|true[/ -](?:or[ -])?false|fill[- ]in[- ]the[- ]blanks?|matching|homework|home|self[- ]?check"
    r"|self[- ]?test|study"
    r"|comprehension|computational|numerical|theoretical|advanced|challeng(?:e|ing)|programming"
    r"|interactive link"
    r"|(?:visual|art|everyday) connection|thought|concept(?:ual)?|test|sample|unit|reflection|application"
    r"|applied|word"
    r"|(?:odd|even)[- ]numbered|general|selected|warm[- ]?up|lab(?:oratory)?|computer|coding|group|class"
    r"|written|oral|mixed"
    r"|cumulative|analytical|quantitative|extended|short|open[- ]ended|guided|thinking|skills?|problem"
    r"|exam|quick|exit"
    r"|bringing it together|solved|unsolved|basic|miscellaneous|vocabulary|reading|hands[- ]on|technology"
    r"|real[- ]world"
    r"|section quiz|clicker|interview|module|lesson|graded|ungraded|weekly|optional|suggested|team)"
)
_TASKS = (
    r"(?:exercises|problems|questions|quiz(?:zes)?|assignments?|homework|problem sets?|practice tests?"
    r"|practice exams?"
    r"|practice problems?|drills|worksheets?|self[- ]?check|self[- ]?test|self[- ]?assessment|concept check"
    r"|knowledge check|test prep(?:aration)?(?: for .{2,40})?|review exercises?|homework)"
)
_JOIN = r"(?:\s*(?:,|/|&|:|–|—|\band\b)\s*|\s+)"
_LEARNED = r"(?:section|chapter|unit|lesson|module|course|lecture|tutorial|reading|text|week|book)"
_HAN_KIND = (
    r"(?:课后|课堂|课前|本章|本节|章节|单元|复习|思考|练习|巩固|拓展|综合|自我|自测|补充|实践|上机|讨论"
    r"|判断|选择|填空|简答"
    r"|论述|计算|证明|应用|编程|基础|提高|能力|单项|多项|不定项|探究|分析|问答|随堂|同步|课外|期末|期中"
    r"|模拟|例题|与|和|及|、|\s)*"
)

_TITLES: tuple[tuple[BlockRole, str], ...] = (
    (
        "solution",
        r"(?:selected |full |partial |suggested |model |sample |worked |odd[- ]numbered |chapter )*"
        r"(?:answers?|answer keys?|solutions?|keys?|hints?)(?:\s*(?:and|&|/)\s*(?:answers?|hints?"
        r"|solutions?|explanations?))?"
        rf"(?:\s+(?:to|for|of)\s+(?:the\s+|all\s+)?(?:{_KIND}{_JOIN})*"
        r"(?:exercises?|problems?|questions?|quiz(?:zes)?|tests?|odd|even|try it|homework|assignments?"
        r"|practice|worksheets?"
        r"|check your \w+|chapter|section)\b.{0,40}|\s+(?:manual|guide|section))?"
        r"|answer key|(?:exercise|problem|homework) (?:answers?|solutions?)"
        r"|(?:部分|全部|本章|本节)?(?:课后|课堂|练习|思考|复习|章末)*(?:习题|练习题?|思考题|作业|自测题"
        r"|测试题)?的?"
        r"(?:参考|标准)?(?:答案|解答|解析|题解|提示)(?:(?:与|和|及|、)(?:解析|提示|答案|解答|评分标准))*",
    ),
    (
        "exercise",
        rf"(?:{_KIND}{_JOIN})*{_TASKS}(?:{_JOIN}(?:{_KIND}{_JOIN})*(?:{_TASKS}|projects|activities|exercise|problem|question))*"
        r"|(?:projects|activities)\s*(?:and|&)\s*(?:exercises|problems|questions)"
        rf"|(?:{_KIND}{_JOIN})+(?:exercise|problem|question|test|activity|activities|exam)"
        r"|(?:questions|exercises|problems|topics)\s+(?:for|to|on)\s+(?:review|discuss(?:ion)?|thought"
        r"|reflection|consider"
        r"|think about|ponder|study|practice|self[- ]study|further study)(?: and \w+)?"
        r"|check (?:your|for) (?:understanding|knowledge|learning|progress|answers|work)|test (?:your"
        r"|for) \w+|test yourself"
        r"|practice(?: makes perfect)?|try it(?: yourself| now| out)?|your turn|now you try|think about it"
        r"|critical thinking"
        r"|thinking critically"
        r"|apply (?:your|the) knowledge|discussion (?:topics|prompts)|multiple[- ]choice|short[- ]answer"
        r"|true[ /]+(?:or )?false"
        r"|free[- ]response|fill in the blanks?|essay|points to ponder|food for thought|concept check"
        rf"|{_HAN_KIND}(?:练习题?|习题集?|思考题?|复习题|作业题?|测验题?|测试题|自测题?|自测|自我检测"
        rf"|自我检查|讨论题|选择题|填空题"
        r"|判断题|简答题|计算题|证明题|论述题|问答题|应用题|编程题|分析题|探究题|材料题|思考|想一想"
        r"|练一练|试一试|做一做)"
        r"|思考(?:与|和|及)(?:练习|讨论|探究)|练习(?:与|和|及)思考",
    ),
    (
        "objectives",
        r"(?:student |key |chapter |section |course |lesson |unit |module |intended )*"
        r"(?:learning |instructional |performance |educational |study )?(?:objectives|outcomes"
        r"|learning goals|learning targets)"
        r"|(?:student |key )?learning (?:objective|outcome|goal|target|aim)s?(?: and \w+)?"
        rf"|(?:chapter|{_LEARNED}) (?:goals|aims)|what you(?:'ll|’ll"
        rf"| will)? (?:will )?learn(?: in this {_LEARNED})?"
        rf"|(?:by|at) the end of (?:this|the) {_LEARNED}\b.*|(?:after|upon|when|on) \w+ing (?:this"
        rf"|the) {_LEARNED}\b.*"
        rf"|in this {_LEARNED},? you(?:'ll|’ll| will)\b.*|you will (?:learn|be able to)\b.*"
        rf"|skills you will learn"
        r"|(?:本章|本节|本课|课程|单元|章节|教学|学习|知识|能力|素质|情感)*(?:学习|教学|培养|知识|能力"
        r"|课程|素养)目标(?:与要求)?"
        r"|(?:学习|教学)(?:要求|目的)(?:与要求)?|本[章节课]目标|学习成果|预期学习成果|你将学到(?:什么)?"
        r"|学习重点",
    ),
    (
        "contents",
        r"(?:table of |brief |detailed |short |full )?contents(?: at a glance| in brief)?|(?:chapter"
        r"|section|unit|book) outline"
        r"|(?:chapter|section) contents|list of (?:figures|tables|illustrations|chapters|algorithms"
        r"|examples|listings)"
        rf"|in this {_LEARNED}|what(?:'s|’s| is) in this {_LEARNED}|subject index|author index|name index"
        rf"|index of \w+"
        r"|(?:总|本章|本节|详细|简要|章节|图|表|插图|表格|内容)?目录|目次|图表目录|索引|名词索引|内容索引"
        r"|主题索引",
    ),
    (
        "syllabus",
        r"(?:course |class )?syllabus|(?:course|class|lecture|tentative|weekly|reading|exam|semester|term"
        r"|topic)s?"
        r"(?: \w+)? (?:schedule|calendar|timetable)|schedule(?: of (?:classes|lectures|topics))?|timetable"
        r"|course (?:outline|polic(?:y|ies)|information|logistics|requirements|plan|organi[sz]ation"
        r"|structure|schedule)"
        r"|grading(?: polic(?:y|ies)| scheme| criteria)?|assessment and grading|evaluation and grading"
        r"|office hours"
        r"|academic (?:integrity|honesty)|(?:late|attendance)(?: work)? polic(?:y|ies)|attendance"
        r"|important dates|deadlines"
        r"|required (?:texts?|textbooks?|materials)|课程?教学大纲|教学大纲|课程大纲|考试大纲|教学日历"
        r"|教学进度(?:表|安排)?"
        r"|课程(?:安排|进度|日程|表|计划|要求|信息|考核)(?:(?:与|和|及|、)(?:考核|要求|安排|评分))?"
        r"|教学(?:安排|计划|周历)|考核(?:方式|办法|要求)|考核与评价|成绩(?:评定|构成|考核)"
        r"|评分(?:标准|办法)|课时(?:安排|分配)|学时(?:安排|分配)|进度安排|日程安排|答疑时间|作业要求"
        r"|考勤(?:要求)?",
    ),
    (
        "references",
        r"(?:selected |general |key |chapter |cited |primary |secondary |image |photo )*(?:references?"
        r"|bibliography|sources)"
        r"(?: cited)?(?: (?:and|&) (?:notes|further reading|credits|resources|citations))?"
        r"|works (?:cited|consulted)|literature(?: cited)?|citations|endnotes|footnotes"
        r"|(?:further|suggested|recommended|additional|supplementary|selected|background|optional"
        r"|for further|more)"
        r" (?:readings?|research|resources?|study|exploration|information|sources|viewing"
        r"|references)(?: and \w+)?"
        r"|for more information|learn more|bibliographic notes"
        r"|(?:主要|本章|部分)?参考(?:文献|书目|资料|书籍|书)(?:与注释)?|引用文献|书目|文献|(?:延伸|扩展"
        r"|拓展|推荐|进一步|补充|课外)阅读"
        r"(?:资料|书目|材料|文献)?|相关(?:资料|文献|阅读)|脚注|尾注|资料来源|推荐(?:书目|资源|教材)",
    ),
    (
        "glossary",
        r"(?:chapter |key |list of |important |new |essential |core )*(?:glossary|key ?terms|key ?words"
        r"|vocabulary|terminology|terms"
        r"|key vocabulary|abbreviations|acronyms|symbols|vocabulary words|definitions and terms"
        r"|terms and definitions"
        r"|key (?:terms|words) and (?:\w+ )?(?:concepts|definitions|people|names)"
        r"|glossary of (?:\w+ )*(?:terms|symbols))"
        r"(?: (?:and|&) (?:\w+ )?(?:definitions|abbreviations|symbols|terms))?(?: to (?:know|remember))?"
        r"|(?:关键|重要|主要|核心|本章|专业|常用|中英文|基本|名词)*(?:术语|词汇|名词|词语|生词)(?:表|解释"
        r"|释义|对照表?|列表)?|关键词"
        r"|(?:缩略[语词]|符号|缩写)(?:表|说明|对照表)?|术语(?:与|和|及)定义",
    ),
    (
        "summary",
        r"(?:chapter |section |unit |lesson |module |brief |quick |concept |executive |lecture |week |in )*"
        r"(?:summary|recap|wrap[- ]?up|review|synopsis)(?: (?:and|&|of) (?:key )?(?:\w+ )?(?:points"
        r"|concepts|conclusions?|review|ideas|outlook|discussion))?"
        r"|(?:key|main|important|big|core) (?:takeaways?|points?|concepts?|ideas?|equations?|formulas?"
        r"|facts|results|messages)"
        r"(?: (?:and|&) (?:\w+ )?(?:summary|concepts|equations|ideas|formulas))?(?: to remember)?"
        r"|takeaways|(?:chapter|section) (?:highlights|wrap[- ]?up)|summing up|to sum up|in (?:brief"
        r"|short|summary|a nutshell)"
        r"|points to remember|things to remember|what (?:we|you)(?:'ve|’ve"
        r"| have)? (?:have )?learn(?:ed|t)"
        r"|(?:本章|本节|内容|单元|章节|全章|课堂|知识|重点|要点)*(?:小结|总结|要点|回顾|梳理|概要|提要"
        r"|复习|摘要)(?:与(?:思考|展望|讨论|回顾))?",
    ),
)  # fmt: skip
_BY_ROLE = tuple((role, re.compile(pattern)) for role, pattern in _TITLES)
_UNSURE = re.compile(
    r"solutions?|keys?|problems|questions|terms|symbols|sources|attendance|key|hints?|review|essay|practice"
)
_LOOSE = re.compile(
    r".\b(?:exercises|problems|questions|quiz|homework|worksheet)$|.(?:练习题?|习题|思考题|测试题|作业)$"
)
_EXAMPLE = re.compile(
    r"(?:worked |solved |illustrative )?examples?\b(?!.*\b(?:questions|problems)$)|case (?:study"
    r"|in point)|例题?\s*[\d一二三四五六七八九十(（:：]|例题$|范例|案例",
)
_TASK = re.compile(
    r"(?:exercise|problem|question|quiz|task)\s*\d+(?:[.-]\d+)*\b|(?:练习|习题"
    r"|思考题)\s*\d+(?:[.-]\d+)*(?!\w)"
)
_SOLVED = re.compile(
    r"(?:solutions?|answers?)(?: (?:to|for|of))?(?: (?:exercise|problem|question))?\s*\d+(?:[.-]\d+)*\b"
)
_MARKS = re.compile(r"[*_`#]+|^[\W_]+|\s+")


@lru_cache(maxsize=4096)
def role_from_title(title: str) -> BlockRole | None:
    """Return the role that a title gives to what stands under it; nothing if it tells of the subject."""
    plain = _plain(title)
    if not plain or len(plain) > MAX_LETTERS:
        return None
    if found := next((role for role, pattern in _BY_ROLE if pattern.fullmatch(plain)), None):
        return found
    if _LOOSE.search(plain):
        return "exercise"
    squeezed = _squeeze(title)
    return "exercise" if _TASK.match(squeezed) else "solution" if _SOLVED.match(squeezed) else None


def is_unsure(title: str) -> bool:
    """Tell whether a title of a role may be of the subject as well: "Solutions" in chemistry."""
    plain = _plain(title)
    is_whole = any(pattern.fullmatch(plain) for _, pattern in _BY_ROLE)
    return bool(_UNSURE.fullmatch(plain) or (not is_whole and _LOOSE.search(plain)))


def is_example(title: str) -> bool:
    """Tell whether a title opens a worked example."""
    return bool(_EXAMPLE.match(_plain(title)))


def is_numbered(title: str) -> bool:
    """Tell whether a title says which chapter or section it is."""
    return bool(_PLACE.match(_squeeze(title)))


def _plain(title: str) -> str:
    """A title without its number, in small letters."""
    squeezed = _squeeze(title)
    plain = _PLACE.sub("", squeezed) or squeezed
    return _AFTER.sub("", plain) or plain


def _squeeze(title: str) -> str:
    return _MARKS.sub(" ", title[: MAX_LETTERS * 2].lower()).strip()
