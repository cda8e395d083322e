"""Formulas in Chinese."""

from tutor_app.core.maths.tongue import Tongue

_GREEK = {
    "alpha": "阿尔法", "beta": "贝塔", "gamma": "伽马", "delta": "德尔塔", "epsilon": "艾普西隆", "zeta": "泽塔",
    "eta": "伊塔", "theta": "西塔", "iota": "约塔", "kappa": "卡帕", "lambda": "拉姆达", "mu": "缪", "nu": "纽",
    "xi": "克西", "pi": "派", "rho": "柔", "sigma": "西格玛", "tau": "陶", "upsilon": "宇普西隆", "phi": "斐",
    "chi": "希", "psi": "普西", "omega": "欧米伽",
}  # fmt: skip
_DIGITS = {str(number): digit for number, digit in enumerate("零一二三四五六七八九十")}

CHINESE = Tongue(
    signs={
        **{f"\\{name}": word for name, word in _GREEK.items()},
        **{f"\\{name.capitalize()}": f"大写{word}" for name, word in _GREEK.items()},
        "\\varepsilon": "艾普西隆", "\\varphi": "斐", "\\vartheta": "西塔", "\\varrho": "柔",
        "\\ell": "l", "\\hbar": "h 拔", "\\infty": "无穷大", "\\partial": "偏", "\\nabla": "梯度算子",
        "+": "加", "-": "减", "=": "等于", "<": "小于", ">": "大于", "/": "除以", "*": "乘以",
        "\\times": "乘以", "\\cdot": "乘", "\\div": "除以", "\\pm": "正负", "\\mp": "负正", "\\circ": "复合",
        "!": "的阶乘", "\\%": "百分之", ":": "比", "\\le": "小于等于", "\\leq": "小于等于", "\\ge": "大于等于",
        "\\geq": "大于等于", "\\ne": "不等于", "\\neq": "不等于", "\\approx": "约等于", "\\sim": "服从",
        "\\equiv": "恒等于", "\\propto": "正比于", "\\ll": "远小于", "\\gg": "远大于", "\\to": "趋于",
        "\\rightarrow": "趋于", "\\leftarrow": "更新为", "\\Rightarrow": "推出", "\\implies": "推出",
        "\\Leftrightarrow": "等价于", "\\iff": "等价于", "\\mapsto": "映射到", "\\in": "属于",
        "\\notin": "不属于", "\\subset": "包含于", "\\subseteq": "包含于", "\\cup": "并", "\\cap": "交",
        "\\forall": "对任意", "\\exists": "存在", "\\land": "且", "\\lor": "或", "\\neg": "非",
        "\\perp": "垂直于", "\\parallel": "平行于", "\\angle": "角", "\\mid": "在给定条件", "\\cdots": "等等",
        "\\ldots": "等等", "\\dots": "等等", "\\emptyset": "空集", "\\prime": "撇", "\\sin": "正弦",
        "\\cos": "余弦", "\\tan": "正切", "\\cot": "余切", "\\sec": "正割", "\\csc": "余割",
        "\\arcsin": "反正弦", "\\arccos": "反余弦", "\\arctan": "反正切", "\\sinh": "双曲正弦",
        "\\cosh": "双曲余弦", "\\tanh": "双曲正切", "\\ln": "自然对数", "\\log": "对数", "\\exp": "指数函数",
        "\\max": "最大值", "\\min": "最小值", "\\det": "行列式", "\\arg": "辐角", "\\sup": "上确界",
        "\\lim": "极限", "\\sum": "求和", "\\prod": "求积", "\\int": "积分", "\\oint": "闭路积分",
        "\\iint": "二重积分", "\\{": "左花括号", "\\}": "右花括号", "(": "左括号", ")": "右括号",
        "[": "左方括号", "]": "右方括号", "|": "竖线", "\\|": "双竖线", "&": "", "\\\\": "；", ".": "", ",": "，",
    },
    accents={
        "vec": "向量 {x}", "overrightarrow": "向量 {x}", "hat": "{x} 帽", "widehat": "{x} 帽", "bar": "{x} 拔",
        "overline": "{x} 拔", "underline": "{x} 下划线", "tilde": "{x} 波浪", "widetilde": "{x} 波浪",
        "dot": "{x} 点", "ddot": "{x} 两点",
    },
    powers={
        "2": "{x} 的平方", "3": "{x} 的立方", "\\prime": "{x} 撇", "\\prime\\prime": "{x} 两撇",
        "T": "{x} 的转置", "\\top": "{x} 的转置", "\\circ": "{x} 度", "*": "{x} 星", "-1": "{x} 的负一次方",
        "+": "{x} 正", "-": "{x} 负",
    },
    numerals={
        (top, bottom): f"{_DIGITS[bottom]}分之{_DIGITS[top]}"
        for top in _DIGITS for bottom in _DIGITS if int(bottom) > 1 and int(top) > 0
    },
    big={
        "\\sum": "从 {low} 到 {high} 求和，", "\\prod": "从 {low} 到 {high} 求积，",
        "\\int": "从 {low} 到 {high} 积分，", "\\oint": "从 {low} 到 {high} 闭路积分，",
        "\\iint": "从 {low} 到 {high} 二重积分，",
    },
    big_low={
        "\\sum": "对 {low} 求和，", "\\prod": "对 {low} 求积，", "\\int": "在 {low} 上积分，",
        "\\oint": "沿 {low} 闭路积分，", "\\iint": "在 {low} 上二重积分，", "\\lim": "当 {low} 时的极限，",
        "\\max": "对 {low} 取最大值，", "\\min": "对 {low} 取最小值，", "\\sup": "对 {low} 取上确界，",
        "\\log": "以 {low} 为底的对数，",
    },
    big_bare={
        "\\sum": "求和，", "\\prod": "求积，", "\\int": "积分，", "\\oint": "闭路积分，", "\\iint": "二重积分，",
        "\\lim": "极限，", "\\max": "最大值，", "\\min": "最小值，", "\\sup": "上确界，", "\\log": "对数",
    },
    minus_before="负",
    fraction="{bottom} 分之 {top}",
    long_fraction="分式，分子 {top}，分母 {bottom}，分式结束，",
    root="根号 {x}",
    long_root="根号下 {x}，根号结束，",
    nth_root="{n} 次根号下 {x}，根号结束，",
    cube_root="三次根号下 {x}，根号结束，",
    power="{x} 的 {n} 次方",
    long_power="{x} 的 {n} 次方，",
    low="{x} 下标 {low}",
    derivative="{of} 对 {by} 的导数",
    second_derivative="{of} 对 {by} 的二阶导数",
    partial="{of} 对 {by} 的偏导数",
    second_partial="{of} 对 {by} 的二阶偏导数",
    operator="对 {by} 求导，",
    partial_operator="对 {by} 求偏导，",
    applied="{f} 括号 {x}，",
    absolute="{x} 的绝对值，",
    norm="{x} 的范数，",
    brackets={
        "(": "左括号", ")": "右括号", "[": "左方括号", "]": "右方括号", "\\{": "左花括号", "\\}": "右花括号",
        "|": "竖线", "\\langle": "左尖括号", "\\rangle": "右尖括号",
    },
    matrix="{rows} 行 {columns} 列的矩阵，{cells}，矩阵结束，",
    determinant="行列式，{cells}，行列式结束，",
    column="列向量 {cells}，向量结束，",
    matrix_row="第 {n} 行 {cells}",
    cases="分情况：{cells}",
    pause="，",
    long_pause="；",
)  # fmt: skip
