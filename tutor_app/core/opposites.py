"""Words that say the opposite of each other, in English and Chinese."""

OPPOSITES_EN = (
    ("increases", "decreases"), ("increase", "decrease"), ("increasing", "decreasing"),
    ("higher", "lower"), ("more", "less"), ("greater", "smaller"), ("larger", "smaller"),
    ("faster", "slower"), ("before", "after"), ("above", "below"), ("positive", "negative"),
    ("inside", "outside"), ("always", "never"), ("all", "none of the"), ("most", "few"),
    ("first", "last"), ("same", "opposite"), ("into", "out of"), ("gains", "loses"), ("strong", "weak"),
    ("stronger", "weaker"), ("high", "low"), ("large", "small"), ("long", "short"), ("hot", "cold"),
    ("warm", "cool"), ("maximum", "minimum"), ("internal", "external"), ("active", "passive"),
    ("absorbs", "releases"), ("attract", "repel"), ("accept", "reject"), ("rich", "poor"),
    ("early", "late"), ("contracts", "relaxes"), ("open", "closed"), ("opens", "closes"),
    ("with", "without"), ("primary", "secondary"), ("rises", "falls"), ("raise", "lower"),
    ("up", "down"), ("left", "right"), ("directly", "inversely"), ("requires", "does not require"),
    ("only", "not only"), ("everywhere", "nowhere"), ("begins", "ends"),
)  # fmt: skip
OPPOSITES_ZH = (
    ("增加", "减少"), ("增大", "减小"), ("上升", "下降"), ("提高", "降低"), ("更大", "更小"),
    ("更高", "更低"), ("更快", "更慢"), ("大于", "小于"), ("高于", "低于"), ("之前", "之后"),
    ("最大", "最小"), ("正数", "负数"), ("必须", "不必"), ("总是", "从不"), ("可以", "不可以"),
    ("能够", "不能"), ("相同", "不同"), ("简单", "复杂"), ("较大", "较小"), ("较高", "较低"),
    ("输入", "输出"), ("训练", "测试"), ("过拟合", "欠拟合"), ("线性", "非线性"), ("有助于", "不利于"),
    ("容易", "难以"), ("所有", "没有任何"), ("增强", "减弱"), ("多于", "少于"), ("更多", "更少"),
    ("很多", "很少"), ("第一", "最后"), ("加速", "减慢"), ("扩大", "缩小"), ("成功", "失败"),
    ("允许", "禁止"),
)  # fmt: skip
