# ruff: noqa: E501  word classes and relations, one a line
"""What tells an English sentence that is addressed to a language model from one that teaches.

A textbook speaks to its learner. An order to a model gives itself away by its grammar: it addresses a machine;
it speaks of the learner as of a third person who is to be told something; it governs answers in general, or
what was said before; it asks for what is secret, or sends to an address. Each sign is a relation of word
classes (a directive, its verb, its object), never a whole phrase; an exercise's imperative has none of them.
"""

import re

from tutor_app.engine.explain.injection_signs import Clauses, Sign, alternatives, order, sign

_NAMED_MACHINE = alternatives(
    "AIs?", r"A\.I\.", "artificial intelligences?", "(?:large |small )?language models?", "LLMs?", "chat ?bots?",
    "bots?", r"(?:chat)?GPT[\w-]*", "copilots?",
    r"(?:AI|virtual|digital|automat\w+|study|learning|teaching|homework|reading|intelligent|computer|machine) "
    r"(?:assistants?|tutors?|agents?|helpers?|readers?|systems?|tools?)",
    r"(?:tutoring|answering|question-answering|summari[sz]\w+|explaining|reading|grading|search|retrieval) "
    r"(?:programs?|software|systems?|tools?|engines?|apps?|applications?|models?|services?)",
)  # fmt: skip
_MACHINE = alternatives(
    _NAMED_MACHINE, "assistants?", "tutors?", "agents?", "models?", "machines?", "software", "systems?"
)
_HELPER = alternatives(
    r"(?:AI|automat\w+|artificial) (?:\w+ )?(?:graders?|markers?|examiners?|readers?|judges?|reviewers?|assistants?|systems?|tools?)", "assistants?", "tutors?", "chat ?bots?", "bots?", "copilots?",
    r"(?:tutoring|answering|summari[sz]ing|explaining) (?:programs?|software|systems?|tools?|engines?|apps?|models?|services?)",
)  # fmt: skip
_ASKER = alternatives(
    "(?:the |this |every |any |all |your |each )?(?:students?|learners?|pupils?|users?|askers?|questioners?|humans?|class)",
    "(?:the |any |every |all )?(?:persons?|people|ones?|child|children|kids?) (?:who|that) (?:is |are )?ask(?:s|ed|ing)?",
    "the (?:person|one|child) asking", "(?:who(?:so)?ever|anyone|anybody|everyone|everybody) (?:who |that )?(?:is )?ask(?:s|ed|ing)?",
)  # fmt: skip
_ANSWER = alternatives(
    "answers?",
    "repl(?:y|ies)",
    "responses?",
    "explanations?",
    "summar(?:y|ies)",
    "outputs?",
    "messages?",
    "completions?",
)
_MODAL = r"(?:must|should|shall|ought to|ha(?:s|ve) to|needs? to|(?:is|are) (?:now |hereby |only )?(?:to|(?:required|instructed|asked|expected|told|obliged|ordered|allowed|permitted|supposed) to)|will|may only|can only|cannot|can't|may not)"
_FRAME = alternatives(
    "please", "kindly", "now", "then", "just", "simply", "always", "never", "instead", "first", "immediately", "also", "only",
    "quietly", "silently", "do not", "don't", "do", "be sure to", "make sure (?:to|you|that you)", "remember to", "be certain to",
    rf"(?:you|it|they|he|she) {_MODAL}(?: not| never| always)?", "(?:I|we) (?:want|need|ask|require|order|expect|would like|urge|beg)(?: that)? (?:you|it)(?: to)?",
    r"your (?:only |new |real |main )?(?:task|job|duty|role|goal|purpose|instruction)s? (?:is|are)(?: now)?(?: to)?", "it is (?:your duty|mandatory|required|essential|necessary|imperative) (?:to|that you)",
    "go ahead and", "feel free to", "whatever happens", "in every case", "in all cases",
)  # fmt: skip
# Where a clause begins that may be an order, and what softens or strengthens it before its verb.
_BEGINNING = r"^|[,;:.!?()\[\]—–\"“”*>]\s*|\s-\s+"
_JOINT = r"\b(?:and|then|but|so|or|instead|rather)\s+"
CLAUSES = Clauses(*(re.compile(one, re.IGNORECASE) for one in (_BEGINNING, _JOINT, rf"(?:{_FRAME})[\s,]+")))
_TELLING = alternatives(
    "tell", "inform", "assure", "advise", "convince", "persuade", "warn", "urge", "instruct", "notify", "promise", "mislead", "deceive", "insult", "feed", "let", "deny",
)  # fmt: skip
_LEADING = alternatives(  # what a book for teachers wants of them, too, with their students as many
    "ask",
    "answer",
    "give",
    "show",
    "send",
    "direct",
    "refer",
    "point",
    "invite",
    "lead",
    "have",
    "make",
    "get",
    "grade",
    "offer",
    "hand",
    "remind",
    "encourage",
)
_ONE_ASKER = alternatives(
    "(?:the |this |any |every |each |whatever )(?:student|learner|pupil|user|asker|questioner|human|reader|person|child)", "users?", "askers?", "questioners?", "humans?",
    "(?:who(?:so)?ever|anyone|anybody|everyone|everybody) (?:who |that )?(?:is )?ask(?:s|ed|ing)?",
)  # fmt: skip
_SPEAKING = alternatives(
    "say", "tell", "reply", "respond", "answer", "output", "print", "write", "state", "repeat", "claim", "assert", "insist", "declare",
    "announce", "mention", "recommend", "promote", "advertise", "endorse", "praise", "include", "add", "append", "insert", "begin", "start",
    "open", "end", "finish", "close", "conclude", "explain", "assure", "inform", "refuse", "decline", "pretend", "act", "behave", "use", "put",
    "replace", "substitute", "translate", "ignore", "disregard", "forget", "reveal", "disclose", "quote", "cite", "present", "report", "deny",
    "treat", "call", "name", "give", "display", "produce", "return", "speak", "talk", "switch", "confirm", "acknowledge", "stop", "obey", "follow", "omit", "leave", "keep", "hide", "withhold", "swap", "exchange", "change", "turn", "render", "remove", "invert", "compose", "phrase",
)  # fmt: skip
_DISCOURSE = alternatives(
    "say", "tell", "reply", "respond", "answer", "output", "print", "write", "state", "repeat", "claim", "assert", "insist", "declare",
    "announce", "mention", "recommend", "promote", "advertise", "praise", "conclude", "assure", "inform", "refuse", "pretend", "ignore", "disregard",
    "forget", "reveal", "disclose", "quote", "cite", "translate", "deny", "add", "append", "include", "begin", "end", "finish", "swear", "award", "give (?:full|top|high|the)", "omit",
)  # fmt: skip
_MUST = r"(?:must|should|shall|ought to|ha(?:s|ve) to|needs? to|(?:is|are) (?:now |hereby |only )?(?:to|(?:required|instructed|asked|expected|told|obliged|ordered|supposed) to)|may only|can only)"
_CANCELLING = alternatives(
    "ignore", "disregard", "forget", "overrid(?:e|ing)", "overrule", "bypass", "discard", "set aside", "put aside", "drop", "abandon", "suspend",
    "cancel", "disobey", "defy", "erase", "skip", "neglect", "dismiss", "void", "delete", "unlearn", "throw (?:away|out)", "pay no (?:attention|heed) to", "stop \\w+ing",
    "(?:do not|don't|never|no longer) (?:follow|obey|use|quote|cite|rely on|trust|answer|explain|teach|mention|listen to|heed|apply|consider)",
    "refuse to (?:follow|obey|use|answer)",
)  # fmt: skip
_CONTEXT = alternatives(
    "instructions?", "rules?", "prompts?", "guidelines?", "guidance", "directives?", "polic(?:y|ies)", "restrictions?", "safeguards?",
    "system messages?", "(?:what|whatever|everything|all|anything)(?: that)? (?:you|it) (?:were|was|have been|has been|had been|know|knew|learn\\w*|believe) ?\\w*",
    r"(?:everything|anything|all|whatever)(?: \w+){0,4}? (?:above|before|earlier|so far|previously|until now|up to here|else)",
    "(?:the )?(?:rest|remainder) of (?:the|this|these|that)",
    "(?:this|these|any|all|other)(?: of)?(?: the)?(?: other)? (?:texts?|passages?|pages?|chapters?|documents?|sources?|material|book|lines?|paragraphs?|sentences?|content|context|excerpts?)", "(?:texts?|passages?|pages?|chapters?|documents?|sources?|material|lines?|paragraphs?|sentences?|content|context|excerpts?) (?:above|before|below|around|here)", "your (?:operators?|makers?|creators?|developers?|owners?|masters?)",
    "(?:the )?(?:student|learner|user|pupil|asker)(?:'s|s'|’s|s’)? (?:questions?|request|wish)", "the (?:actual |original )?question",
)  # fmt: skip
_SECRET = alternatives(
    "pass ?(?:words?|codes?|phrases?)", "(?:API|secret|private|access|license|recovery|encryption) (?:keys?|codes?|tokens?)", "credentials?", "log-?ins?",
    "PINs?(?: codes?)?", "(?:system|hidden|initial|secret|internal|original|full) (?:prompts?|instructions?|messages?|rules?|configuration|settings)", "configuration files?", "environment variables?",
    "(?:chat|conversation|browsing|search) (?:history|histories|log|logs)", "(?:home|postal|street|e-?mail|IP) address(?:es)?", "(?:phone|telephone|mobile|card|account|passport|social security|student|bank|ID) numbers?",
    "personal (?:data|details|information)", "contact details", "full names?", "real names?", "date of birth", "(?:their|his|her|learner's|student's|user's|pupil's|asker's) (?:names?|address|age|parents|grades?|files?|data|documents?|photos?|microphone|screen)",
)  # fmt: skip
_GIVING = alternatives(
    "reveal", "disclose", "print", "send", "show", "repeat", "list", "type", "enter", "share", "provide", "give", "tell", "output", "write", "copy",
    "paste", "submit", "upload", "forward", "leak", "expose", "hand over", "read out", "quote", "display", "collect", "request", "ask \\w+(?: \\w+){0,3} for", "ask for", "obtain", "confirm", "state", "include", "append", "post", "attach", "export", "divulge", "transmit", "mail", "email", "recite",
)  # fmt: skip
_ADDRESS = alternatives(
    r"https?://\S+", r"www\.\S+", r"[\w.+-]+@[\w-]+\.\w+", r"\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|example|info|biz|ru|cn|xyz|top|shop|site|online|app|dev|me|co|test|invalid|edu|gov|uk|de)\b(?:/\S*)?",
    r"\+?\d[\d ()-]{7,}\d", r"\[[^\]]+\]\(\w+:[^)]+\)",
)  # fmt: skip
_GOING = alternatives(
    "visit", "go", "surf", "open (?:the|this|your|up|https?)", "click", "follow", "download", "install", "buy", "order", "purchase", "subscribe", "register", "sign up", "sign in", "log ?in", "send", "e-?mail",
    "mail", "call", "contact", "write", "pay", "transfer", "donate", "scan", "direct", "refer", "redirect", "link to", "head to", "navigate", "browse to", "upload", "submit",
    "fetch", "insert", "recommend", "advertise", "promote", "mention", "paste", "post", "tell", "invite", "urge", "append", "join",
)  # fmt: skip
_READING = alternatives(
    "read", "process", "summari[sz]e?", "answer", "generat", "explain", "pars", "retriev", "index", "analy[sz]", "quot", "ingest", "scan", "translat", "respond", "repl(?:y|i)",
)  # fmt: skip

ENGLISH: tuple[Sign, ...] = (
    sign("template", 2, r"<\|.*?\|>|\[/?INST\]|<</?SYS>>|</?(?:system|assistant|user|instructions?|prompt)>|^\W*(?:system|assistant|user|developer|human|AI)\s*[:：]|^#{2,}\s*(?:system|instruction|response|assistant|user)"),
    sign("vocative", 2, rf"(?:^|[.!?:;,]\s+|[\[(*<]\s*)(?:dear|attention|hey|hello|hi|oh|listen|(?:a )?(?:special |private |hidden |important )?(?:note|message|instruction|notice|reminder|memo|word|request|remark|order)s? (?:to|for)|calling)\s*[,:]?\s+(?:the |any |all |every |whichever |whatever |my |our )?(?:\w+ )?{_MACHINE}\b"),
    sign("vocative", 2, rf"(?:^|[.!?]\s+|[\[(*<]\s*)(?:to|for) (?:the |any |all |every |whichever |whatever |my |our )(?:\w+ )?{_NAMED_MACHINE}\b[^,:.;]{{0,50}}[,:—–]"),
    sign("vocative", 2, rf"(?:^|[.!?]\s+)(?:all |any |every )?{_MACHINE}(?: \w+){{0,6}}\s*[,:!—–]\s*(?:please|kindly|you|your|do not|don't|never|always|must|{_DISCOURSE}|{_CANCELLING}|{_GIVING})\b"),
    sign("identity", 2, rf"\b(?:if|since|as|because|when|while|in case)\s+(?:you(?:'re| are| happen to be)?|an?|the|your (?:role|capacity) as)\b[^.,;]{{0,25}}\b{_NAMED_MACHINE}\b.*\b(?:you|your|please|must|should|{_SPEAKING})\b|\bif you are an? (?:\w+ )?{_MACHINE}\b"),
    sign("identity", 2, r"\byou are (?:no longer|from now on|henceforth)\s+(?:an?|the|bound|allowed|subject|limited|in|called|free|just|only|my|known|under|not)\b|\byou are now (?:called|free|in|bound|known|under|\w+ (?:\w+ ){0,3}?(?:who|that|and (?:no|must|will|only)|with no|without|called|named|models?|assistants?|bots?|mode)\b)"),
    sign("identity", 2, r"\byou (?:are|have been|were|are hereby)\b[^.;]{0,20}\b(?:free|freed|released|liberated|unlocked|unbound|exempt\w*|relieved) (?:from|of)\b"),
    order("identity", 2, r"(?:stop|cease|quit) being (?:an?|the|my|so)\b|(?:(?:act|behave|answer|respond|speak|write|reply|talk) as (?:if you (?:were|are) |though you (?:were|are) )?(?:an?|the|my|if you)|pretend (?:to be|you|that|this)|role-?play as)\b"),
    sign("obligation", 2, rf"\b{_HELPER}\b[^.,;:]{{0,60}}?,?\s{_MUST}\s+(?:not |never |always |only |then |first |also )*{_DISCOURSE}\b"),
    sign("obligation", 2, rf"\b(?:any|every|all|whichever|each)\s{_NAMED_MACHINE}\b[^.,;:]{{0,60}}?,?\s{_MUST}\s+(?:not |never |always |only |then |first |also )*{_DISCOURSE}\b"),
    sign("obligation", 2, rf"\b(?:any|every|whichever|each|no) (?:tool|program|software|system|service|machine|app|engine|model|agent)s? (?:that|which)\b[^.;]{{0,60}}?\s{_MUST}\s+(?:not |never |always |only )*{_SPEAKING}\b"),
    sign("reader", 1, rf"\b(?:whoever|anyone|anything|whatever|those|any \w+|every \w+|the \w+|if you|when you|you who|before you|after you|while|before|after|when|once you)\s+(?:that |who |which )?(?:is |are |am |have |has |automatically )*{_READING}\w*\b[^.;]{{0,30}}\b(?:this|these|here|it|questions?|from)\b"),
    order("asker", 2, rf"{_TELLING}(?:\s+\w+){{0,2}}?\s+(?:to |for |with |by )?{_ASKER}\b"),
    order("asker", 2, rf"{_LEADING}(?:\s+\w+){{0,2}}?\s+(?:to |for |with |by )?{_ONE_ASKER}\b"),
    sign("reader", 2, rf"\b(?:whoever|anyone who|anything that|any \w+ (?:that|which)|every \w+ (?:that|which)|if you|when you)\s(?:is |are )?(?:process|summari[sz]|generat|retriev|index|ingest|pars)\w*\b[^.;:,]{{0,40}}\b(?:this|these|here|it)\b[^.;:,]{{0,20}}[:,]\s*(?:{_FRAME}\s)*{_SPEAKING}\b"),
    sign("asker", 2, r"\b(?:whoever|anyone|anybody|everyone|everybody) (?:\w+ ){1,5}?(?:must|should|shall|is to|has to) be (?:\w+ )?(?:told|informed|directed|sent|referred|advised)\b"),
    sign("asker", 2, rf"\b{_ASKER}\s+(?:\w+ ){{0,2}}?(?:must|should|shall|ha(?:s|ve) to|needs? to|(?:is|are) to) (?:not |never |only |always )?be (?:\w+ )?(?:told|informed|given|sent|shown|asked|directed|advised|referred|convinced|led|charged|warned)\b"),
    sign("asker", 1, r"\b(?:when(?:ever)?|if|every time) (?:you are |you're |being )?(?:asked|questioned|queried)\b"),
    sign("asker", 1, rf"\b(?:if|when(?:ever)?|every time|each time|as soon as|once|should|in case)\s+(?:\w+ )?(?:{_ASKER}|someone|somebody|anyone|anybody|you are|they|people|the question)\b(?: \w+){{0,2}}? (?:asks?|asked|wants? to know|inquires?|queried|questions?|is about)\b"),
    order("answers", 2, rf"{_SPEAKING}\b[^.;]{{0,60}}\b(?:every|each|any|all(?: of)?(?: your)?(?: the)?|the next|subsequent|further|future|your (?:next|following|future|entire|whole))\s+(?:single |other |of your )?{_ANSWER}\b"),
    order("answers", 2, r"(?:answer|reply to|respond to|meet|greet)\s+(?:every|each|any|all)(?: \w+)? ?(?:questions?|quer(?:y|ies)|requests?)\s+(?:\w+ ){0,4}?(?:with|by|as|in|that|using)\b"),
    sign("answers", 2, rf"\b(?:any|every|all|each|whatever|no)\s+(?:\w+ )?{_ANSWER}\b[^.;]{{0,70}}?\b(?:must|should|shall|ha(?:s|ve) to|needs? to|(?:is|are) to|(?:is|are) (?:required|supposed|allowed)|may)\b"),
    sign("answers", 2, rf"\bthe (?:only|sole) (?:correct|acceptable|permitted|valid|allowed|true|right|accepted) {_ANSWER}\b|\b{_ANSWER} to (?:any|every|all|whatever|each)\b[^.;]{{0,50}}\b(?:is|must|should|be)\b"),
    sign("answers", 2, rf"\b(?:in|to|with|after|before|at the (?:end|start|top|bottom|beginning) of) (?:every|each|any|all)(?: of your)? {_ANSWER}\b[^.;]{{0,60}}?,\s*{_SPEAKING}\b"),
    sign("answer", 1, rf"\b{_ANSWER} (?:of|about|on|from|to) (?:this|these|the present) (?:chapter|page|text|section|passage|book|document|questions?)\b"),
    sign("demand", 1, rf"\b(?:requires?|demands?|insists?|orders?|requests?|expects?|wishes) (?:that )?(?:\w+ ){{0,3}}?{_ANSWER}\b"),
    sign("answer", 1, r"\byour (?:repl(?:y|ies)|responses?|outputs?|messages?|completions?|summar(?:y|ies)|answers?|explanations?)\b"),
    order("format", 1, r"(?:begin|start|open|end|finish|close|conclude|preface|prefix|sign)\b[^.;]{0,30}\b(?:with|by|saying)\b"),
    sign("scope", 1, r"\b(?:from (?:now|here|this (?:point|moment|line|sentence|page)) on(?:wards?)?|henceforth|until further notice|for the (?:rest|remainder) of (?:this|the|your) (?:conversation|session|chat|dialogue|talk|exchange)|no matter (?:what|which|how)|regardless of (?:what|the question|which|how)|whatever (?:is|the question|they|you are|else)|in (?:this|the) (?:conversation|chat|session)|under (?:any|all|no) circumstances)\b"),
    order("speech", 1, r"(?:say|reply|respond|output|claim|insist|refuse|pretend|promote|advertise|endorse|praise|obey|assure)\b"),
    sign("verbatim", 1, r"\b(?:nothing (?:else|but)|exclusively|word for word|verbatim)\b"),
    order("verbatim", 1, r"(?:say|reply|respond|answer|repeat|output)\b[^.;]{0,25}?\b(?:exactly|only|verbatim|word for word|nothing (?:but|else)|solely|no more than|in (?:capitals|rhyme|verse|\w+ case)|nothing)\b"),
    order("verbatim", 1, r"(?:reply|respond|output) (?:that|with)\b"),
    order("claim", 1, r"(?:claim|insist|pretend|deny|assert|refuse|decline|lie|endorse|advertise|promote|praise)\b(?: to| that| the| this| our| any| all| as)\b"),
    order("context", 2, rf"{_CANCELLING}\b(?:\s+(?!that\b|which\b|because\b)\w+){{0,4}}?\s+(?:{_CONTEXT})"),
    sign("context", 2, r"\b(?:previous|prior|earlier|former|old|existing|original|above|your) (?:\w+ )?(?:instructions?|prompts?|rules|guidelines|directives?|programming|training|restrictions?|orders|safeguards?|constraints)\b[^.;]{0,40}\b(?:void|cancel\w*|no longer|not apply|do not|suspended|revoked|replaced|lifted|superseded|obsolete|overrid\w+|expired?|invalid|outdated|end(?:s|ed)?|null)\b"),
    sign("context", 2, r"^\W*(?:new|updated|revised|real|true|actual|hidden|secret|additional|urgent|override|overriding)\s+(?:\w+ )?(?:instructions?|rules?|tasks?|orders?|directives?|prompts?|commands?)\b"),
    sign("authority", 2, r"\b(?:system|developer|admin(?:istrator)?|root|debug|maintenance|god) (?:override|mode|notice|message|prompt|command|access)\b"),
    sign("authority", 1, r"\b(?:message|notice|update|memo|announcement|instructions?|orders?|word|command|request) (?:from|by|of) (?:the |your |our )?(?:system|administrators?|admin|developers?|operators?|vendor|maintainers?|publisher|school|security|makers?|creators?|owners?|company|support)\b"),
    sign("authority", 1, r"\b(?:your|its) (?:developers?|creators?|makers?|operators?|programmers?|programming|training|prompt|system|guidelines|instructions)\b"),
    order("secret", 2, rf"{_GIVING}\b[^.;]{{0,60}}?\b(?:{_SECRET})\b"),
    order("address", 2, rf"{_GOING}\b[^;]{{0,70}}?(?:{_ADDRESS})"),
    sign("address", 2, rf"\b(?:must|should|ha(?:s|ve) to|needs? to) (?:\w+ ){{0,3}}?(?:visit|go|open|click|follow|download|install|buy|order|pay|send|e-?mail|call|contact|write|sign up|register|log in|be (?:sent|bought|directed|had|obtained|downloaded))\b[^;]{{0,80}}?(?:{_ADDRESS})"),
)  # fmt: skip
