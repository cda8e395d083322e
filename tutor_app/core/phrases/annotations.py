"""What is said of highlights and notes outside the window, in Chinese."""

CHINESE: dict[str, str] = {
    "It isn't known how to write {file}.": "不知道怎样写出 {file}。",
    "Give a name that ends in .md, .json or .pdf.": "请给出以 .md、.json 或 .pdf 结尾的文件名。",
    "{file} can't be written.": "无法写入 {file}。",
    "{title} is not a PDF.": "{title} 不是 PDF。",
    "Give a name that ends in .md or .json.": "请给出以 .md 或 .json 结尾的文件名。",
    "underlined": "下划线",
    "highlighted": "高亮",
    "yellow": "黄色",
    "green": "绿色",
    "blue": "蓝色",
    "pink": "粉色",
    "{count} annotations of {title} are in {file}.": "《{title}》的 {count} 条批注已写入 {file}。",
}
