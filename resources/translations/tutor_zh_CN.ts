<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Another window of Tutor is open and does not answer.</source>
        <translation>另一个 Tutor 窗口正开着，但没有回应。</translation>
    </message>
    <message>
        <source>Wait a moment and start again, or end that program.</source>
        <translation>请稍等再启动，或结束那个程序。</translation>
    </message>
    <message>
        <source>Something went wrong inside the tutor.</source>
        <translation>导师程序内部出错了。</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>请稍后再试。</translation>
    </message>
    <message>
        <source>The model process stopped unexpectedly.</source>
        <translation>模型进程意外停止。</translation>
    </message>
    <message>
        <source>Your question is kept: ask again.</source>
        <translation>你的问题已保留，请再问一次。</translation>
    </message>
    <message>
        <source>This desktop does not let the application see the screen.</source>
        <translation>当前桌面不允许本程序查看屏幕。</translation>
    </message>
    <message>
        <source>Take a screenshot with the desktop&apos;s own key and paste it here with Ctrl+V.</source>
        <translation>请用系统自带的截图键截图，再按 Ctrl+V 粘贴到这里。</translation>
    </message>
    <message>
        <source>Stopped unexpectedly while it was tried.</source>
        <translation>试用时意外停止。</translation>
    </message>
    <message>
        <source>It may need more memory than is free, or be broken.</source>
        <translation>可能空闲内存不足，或者文件已损坏。</translation>
    </message>
    <message>
        <source>Writing stopped unexpectedly.</source>
        <translation>写出意外中止。</translation>
    </message>
    <message>
        <source>Try again, or choose fewer questions.</source>
        <translation>请再试一次，或少选一些问题。</translation>
    </message>
    <message>
        <source>See Help &gt; Open log.</source>
        <translation>请看“帮助 &gt; 打开日志”。</translation>
    </message>
    <message>
        <source>It isn&apos;t known how to write {file}.</source>
        <translation>不知道怎样写出 {file}。</translation>
    </message>
    <message>
        <source>Give a name that ends in .html or .pdf.</source>
        <translation>请给出以 .html 或 .pdf 结尾的文件名。</translation>
    </message>
    <message>
        <source>The window does not know what was asked of it.</source>
        <translation>窗口不明白要它做什么。</translation>
    </message>
    <message>
        <source>It may be of another version: close it and open it again.</source>
        <translation>它可能是另一个版本：请关闭后重新打开。</translation>
    </message>
</context>
<context>
    <name>About</name>
    <message>
        <source>Help and about</source>
        <translation>帮助与关于</translation>
    </message>
    <message>
        <source>The tour again</source>
        <translation>再看一遍导览</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>全部按键</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>复制诊断信息</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在看图…</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) are in the clipboard.</source>
        <translation>
            <numerusform>已把 %n 行复制到剪贴板。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing you say, show or write leaves this machine.</source>
        <translation>你说的、展示的和写下的内容都不会离开这台电脑。</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Model card: {name}</source>
        <translation>模型说明：{name}</translation>
    </message>
    <message>
        <source>{what}: {licence}</source>
        <translation>{what}：{licence}</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>本程序</translation>
    </message>
    <message>
        <source>Icons (Lucide)</source>
        <translation>图标（Lucide）</translation>
    </message>
    <message>
        <source>Letters (Atkinson Hyperlegible)</source>
        <translation>字体（Atkinson Hyperlegible）</translation>
    </message>
    <message>
        <source>Sample courses</source>
        <translation>示例课程</translation>
    </message>
</context>
<context>
    <name>Action</name>
    <message>
        <source>{words} ({keys})</source>
        <translation>{words}（{keys}）</translation>
    </message>
</context>
<context>
    <name>AloudButton</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>朗读</translation>
    </message>
    <message>
        <source>Stop reading aloud</source>
        <translation>停止朗读</translation>
    </message>
    <message>
        <source>Be silent</source>
        <translation>停止朗读</translation>
    </message>
    <message>
        <source>Hear the explanation</source>
        <translation>听讲解</translation>
    </message>
</context>
<context>
    <name>AskBar</name>
    <message>
        <source>Region of the page</source>
        <translation>页面区域</translation>
    </message>
    <message>
        <source>Screenshot</source>
        <translation>截图</translation>
    </message>
    <message>
        <source>Type a question, or a word to go with your voice or picture</source>
        <translation>输入问题，或为语音、图片加一句说明</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>提问</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Your voice</source>
        <translation>你的录音</translation>
    </message>
    <message>
        <source>Remove the recording from the question</source>
        <translation>从问题中去掉录音</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>“{words}”</source>
        <translation>“{words}”</translation>
    </message>
    <message>
        <source>Remove the picture from the question</source>
        <translation>从问题中移除图片</translation>
    </message>
</context>
<context>
    <name>Caption</name>
    <message>
        <source>What has been heard</source>
        <translation>已听到的内容</translation>
    </message>
</context>
<context>
    <name>CardDialog</name>
    <message>
        <source>A card</source>
        <translation>卡片</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
</context>
<context>
    <name>CheckCard</name>
    <message>
        <source>Check yourself</source>
        <translation>检查一下自己</translation>
    </message>
    <message>
        <source>A short question about what was explained</source>
        <translation>就刚才的讲解出一道小题</translation>
    </message>
    <message>
        <source>Show it on the page</source>
        <translation>在页面上显示</translation>
    </message>
    <message>
        <source>The sentence of your material that the question rests on</source>
        <translation>这道题所依据的材料原句</translation>
    </message>
    <message>
        <source>{words}: the right answer</source>
        <translation>{words}：正确答案</translation>
    </message>
    <message>
        <source>{words}: your choice, not right</source>
        <translation>{words}：你的选择，不正确</translation>
    </message>
    <message>
        <source>Right.</source>
        <translation>正确。</translation>
    </message>
    <message>
        <source>Not right. It is: {right}</source>
        <translation>不对。正确的是：{right}</translation>
    </message>
    <message>
        <source>Your material says: {sentence}</source>
        <translation>材料中写道：{sentence}</translation>
    </message>
    <message>
        <source>Which word is missing? {text}</source>
        <translation>缺少哪个词？{text}</translation>
    </message>
</context>
<context>
    <name>ClassMode</name>
    <message>
        <source>The screen is dark; B shows it again</source>
        <translation>屏幕已变黑；按 B 恢复</translation>
    </message>
</context>
<context>
    <name>CountedView</name>
    <message>
        <source>What counted: {shares}</source>
        <translation>起作用的部分：{shares}</translation>
    </message>
    <message>
        <source>Most counted: {part}</source>
        <translation>最起作用的部分：{part}</translation>
    </message>
    <message>
        <source>The picture is no longer there.</source>
        <translation>这张图片已经不在了。</translation>
    </message>
    <message>
        <source>What you typed</source>
        <translation>你输入的文字</translation>
    </message>
    <message>
        <source>What was heard</source>
        <translation>听到的话</translation>
    </message>
</context>
<context>
    <name>DestinationButton</name>
    <message>
        <source>Explanations…</source>
        <translation>讲解…</translation>
    </message>
    <message>
        <source>Who explains: this machine, a server, or quotation</source>
        <translation>由谁讲解：本机、服务器或引用</translation>
    </message>
    <message>
        <source>To {place}</source>
        <translation>发送到 {place}</translation>
    </message>
    <message>
        <source>Leaves this machine: {place}</source>
        <translation>离开本机：{place}</translation>
    </message>
</context>
<context>
    <name>DueChart</name>
    <message>
        <source>Items due in the next {days} days: {total}</source>
        <translation>未来 {days} 天到期的题目：{total}</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
</context>
<context>
    <name>EarlierTurn</name>
    <message>
        <source>Asked before</source>
        <translation>之前的提问</translation>
    </message>
    <message>
        <source>Answer to: {question}</source>
        <translation>对“{question}”的回答</translation>
    </message>
</context>
<context>
    <name>EvidenceButton</name>
    <message>
        <source>Copy as LaTeX: {formula}</source>
        <translation>复制为 LaTeX：{formula}</translation>
    </message>
</context>
<context>
    <name>Explaining</name>
    <message>
        <source>Explanations</source>
        <translation>讲解</translation>
    </message>
    <message>
        <source>Answer what the material does not answer, too</source>
        <translation>材料中没有答案的问题也回答</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>正在测试…</translation>
    </message>
    <message>
        <source>Stop testing</source>
        <translation>停止测试</translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation>测试(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Automatic</source>
        <translation>自动(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Quote</source>
        <translation>引用(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Language model on this machine</source>
        <translation>本机的语言模型(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>服务器(&amp;S)</translation>
    </message>
    <message>
        <source>A language model on this machine as soon as it is here, until then quotation.</source>
        <translation>本机的语言模型就绪后由它讲解，在此之前引用原文。</translation>
    </message>
    <message>
        <source>Sentences of the material as they stand. Quickest; nothing is made up.</source>
        <translation>直接引用材料中的原句。最快，没有任何编造。</translation>
    </message>
    <message>
        <source>Nothing leaves this machine.</source>
        <translation>任何内容都不会离开本机。</translation>
    </message>
    <message>
        <source>Ollama, LM Studio, llama.cpp, vLLM or another one that speaks OpenAI&apos;s language. Questions and passages are sent to it; recordings and pictures are not.</source>
        <translation>Ollama、LM Studio、llama.cpp、vLLM 或其他兼容 OpenAI 接口的服务器。问题和段落会发送给它；录音和图片不会。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Language model, file, address and key of a server, test, save</source>
        <translation>语言模型、文件、服务器的地址和密钥、测试、保存</translation>
    </message>
    <message>
        <source>From what the language model knows by itself, marked as not from your material and not checked. It can be wrong. Quotation never does it.</source>
        <translation>凭语言模型自身的知识回答，并注明不是来自你的材料、也没有核对。可能出错。选择“引用”时从不这样做。</translation>
    </message>
</context>
<context>
    <name>FigureCard</name>
    <message>
        <source>Caption</source>
        <translation>图注</translation>
    </message>
    <message>
        <source>What the material says of the figure</source>
        <translation>材料中关于此图的内容</translation>
    </message>
    <message>
        <source>Description of the figure</source>
        <translation>图的描述</translation>
    </message>
    <message>
        <source>The material says of it</source>
        <translation>材料中这样说到它</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>图</translation>
    </message>
    <message>
        <source>{figure}, enlarge</source>
        <translation>{figure}，放大</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Description, from the material&apos;s own alternative text</source>
        <translation>描述，取自材料自带的替代文字</translation>
    </message>
    <message>
        <source>its caption</source>
        <translation>图注</translation>
    </message>
    <message>
        <source>a sentence that mentions it</source>
        <translation>提到它的一句话</translation>
    </message>
    <message>
        <source>the words read on it</source>
        <translation>图上识别出的文字</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the parts of a list</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>Description, put together from: {parts}</source>
        <translation>描述，由以下内容拼成：{parts}</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in the material</source>
        <translation>在材料中查找</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>查找结果</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>List the hits; search all courses</source>
        <translation>列出结果；搜索所有课程</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>关闭查找</translation>
    </message>
    <message>
        <source>{current} of {total}</source>
        <translation>第 {current} 处，共 {total} 处</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Bring back what was deleted last. Closing this deletes it for good.</source>
        <translation>恢复最近删除的内容。关闭此窗口后将永久删除。</translation>
    </message>
    <message>
        <source>How much is written</source>
        <translation>写出进度</translation>
    </message>
    <message>
        <source>Stop writing</source>
        <translation>停止写出</translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) deleted</source>
        <translation>
            <numerusform>已删除 %n 个问题</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FormulaMenu</name>
    <message>
        <source>Copy formula as LaTeX</source>
        <translation>将公式复制为 LaTeX</translation>
    </message>
    <message>
        <source>Say formula</source>
        <translation>读出公式</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Reading {name}: {step}, {percent} %</source>
        <translation>正在读取 {name}：{step}，{percent} %</translation>
    </message>
    <message>
        <source>Reading {name}: {step}, {percent} %, less than a minute left</source>
        <translation>正在读取 {name}：{step}，{percent} %，剩余不到一分钟</translation>
    </message>
    <message>
        <source>Reading {name}: {step}, {percent} %, about {minutes} min left</source>
        <translation>正在读取 {name}：{step}，{percent} %，大约还需 {minutes} 分钟</translation>
    </message>
    <message>
        <source>Hints: locked</source>
        <translation>提示：已锁定</translation>
    </message>
    <message>
        <source>A teacher has locked how much this course tells at once</source>
        <translation>老师已锁定这门课程一次讲多少</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>No course yet</source>
        <translation>还没有课程</translation>
    </message>
    <message>
        <source>Add course…</source>
        <translation>添加课程…</translation>
    </message>
    <message>
        <source>Files…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>A folder of Markdown…</source>
        <translation>Markdown 文件夹…</translation>
    </message>
    <message>
        <source>Hints…</source>
        <translation>提示…</translation>
    </message>
    <message>
        <source>How much this course tells at once</source>
        <translation>本课程一次讲多少</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>停止读取</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>练习</translation>
    </message>
    <message>
        <source>Earlier questions</source>
        <translation>以前的问题</translation>
    </message>
    <message>
        <source>Show to a class</source>
        <translation>向全班展示</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>偏好设置</translation>
    </message>
    <message>
        <source>Help: all keys</source>
        <translation>帮助：全部按键</translation>
    </message>
</context>
<context>
    <name>HeatPicture</name>
    <message>
        <source>Your picture; most counted: {part}</source>
        <translation>你的图片；最起作用的部分：{part}</translation>
    </message>
    <message>
        <source>upper left</source>
        <translation>左上</translation>
    </message>
    <message>
        <source>upper middle</source>
        <translation>中上</translation>
    </message>
    <message>
        <source>upper right</source>
        <translation>右上</translation>
    </message>
    <message>
        <source>middle left</source>
        <translation>左中</translation>
    </message>
    <message>
        <source>middle</source>
        <translation>正中</translation>
    </message>
    <message>
        <source>middle right</source>
        <translation>右中</translation>
    </message>
    <message>
        <source>lower left</source>
        <translation>左下</translation>
    </message>
    <message>
        <source>lower middle</source>
        <translation>中下</translation>
    </message>
    <message>
        <source>lower right</source>
        <translation>右下</translation>
    </message>
</context>
<context>
    <name>HintsDialog</name>
    <message>
        <source>Hints before answers</source>
        <translation>先提示，后答案</translation>
    </message>
    <message>
        <source>An exercise begins with</source>
        <translation>练习题先给</translation>
    </message>
    <message>
        <source>Hints go up to</source>
        <translation>提示最多到</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Lock with a PIN</source>
        <translation>用 PIN 锁定</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>新的 PIN</translation>
    </message>
    <message>
        <source>New PIN again</source>
        <translation>再次输入新 PIN</translation>
    </message>
    <message>
        <source>Show the PIN</source>
        <translation>显示 PIN</translation>
    </message>
    <message>
        <source>The first level is above the last.</source>
        <translation>起始级别高于最高级别。</translation>
    </message>
    <message>
        <source>The two new PINs differ. Type the same one twice.</source>
        <translation>两次输入的新 PIN 不同，请输入相同的 PIN。</translation>
    </message>
    <message>
        <source>Where to look</source>
        <translation>看哪里</translation>
    </message>
    <message>
        <source>What to think of</source>
        <translation>想什么</translation>
    </message>
    <message>
        <source>A similar example</source>
        <translation>类似的例子</translation>
    </message>
    <message>
        <source>The answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Exercises begin with a hint; other questions are answered at once. With a lock every question begins with a hint, in the window and in the terminal.</source>
        <translation>练习题先给提示，其他问题直接回答。锁定后，无论在窗口还是终端，每个问题都先给提示。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>Earlier questions</source>
        <translation>以前的问题</translation>
    </message>
    <message>
        <source>Nothing was found. Try fewer or other words, or all courses.</source>
        <translation>没有找到。请换用更少或其他的词，或搜索全部课程。</translation>
    </message>
    <message>
        <source>No questions yet. What you ask is kept here, with the page of its answer.</source>
        <translation>还没有问题。你提的问题会连同答案所在的页保存在这里。</translation>
    </message>
    <message numerus="yes">
        <source>%n selected question(s)</source>
        <translation>
            <numerusform>选中的 %n 个问题</numerusform>
        </translation>
    </message>
    <message>
        <source>Words of a question or an answer</source>
        <translation>问题或回答中的词</translation>
    </message>
    <message>
        <source>Search earlier questions</source>
        <translation>搜索以前的问题</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>All courses</source>
        <translation>全部课程</translation>
    </message>
    <message>
        <source>All of this course on that day</source>
        <translation>这门课程当天的全部问题</translation>
    </message>
    <message>
        <source>All that are listed</source>
        <translation>列出的全部问题</translation>
    </message>
</context>
<context>
    <name>HistoryOpener</name>
    <message>
        <source>A page for the browser (*.html)</source>
        <translation>浏览器页面 (*.html)</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Export questions with their pages</source>
        <translation>导出问题及其页面</translation>
    </message>
    <message>
        <source>Questions.html</source>
        <translation>问题.html</translation>
    </message>
    <message>
        <source>Written: {file}</source>
        <translation>已写入：{file}</translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation>已停止，没有写出任何内容。</translation>
    </message>
</context>
<context>
    <name>HitList</name>
    <message>
        <source>Hits in this course</source>
        <translation>本课程中的结果</translation>
    </message>
    <message>
        <source>Hits in all courses</source>
        <translation>所有课程中的结果</translation>
    </message>
    <message>
        <source>Search all courses</source>
        <translation>搜索所有课程</translation>
    </message>
    <message>
        <source>Type words to find above the page.</source>
        <translation>请在页面上方输入要查找的词。</translation>
    </message>
    <message>
        <source>Page {page}: {words}</source>
        <translation>第 {page} 页：{words}</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>{place}: {words}</source>
        <translation>{place}：{words}</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Asking and the window</source>
        <translation>提问与窗口</translation>
    </message>
    <message>
        <source>Stop the answer</source>
        <translation>停止回答</translation>
    </message>
    <message>
        <source>Go to a citation</source>
        <translation>跳到引用</translation>
    </message>
    <message>
        <source>The page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Before a class</source>
        <translation>课堂上</translation>
    </message>
    <message>
        <source>The next page, the one before</source>
        <translation>下一页，上一页</translation>
    </message>
    <message>
        <source>The first page, the last</source>
        <translation>第一页，最后一页</translation>
    </message>
    <message>
        <source>Copy the selected words</source>
        <translation>复制选中的文字</translation>
    </message>
    <message>
        <source>Delete the mark that is chosen in the list</source>
        <translation>删除列表中选中的标注</translation>
    </message>
    <message>
        <source>The next passage, or page</source>
        <translation>下一段内容或下一页</translation>
    </message>
    <message>
        <source>The one before</source>
        <translation>上一段或上一页</translation>
    </message>
    <message>
        <source>A dark screen</source>
        <translation>黑屏</translation>
    </message>
    <message>
        <source>End the class</source>
        <translation>结束课堂</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>KnownChart</name>
    <message>
        <source>What is known of {count} concepts</source>
        <translation>{count} 个概念的掌握情况</translation>
    </message>
</context>
<context>
    <name>Lectern</name>
    <message>
        <source>The words of this page</source>
        <translation>本页文字</translation>
    </message>
    <message>
        <source>Your material is read here.</source>
        <translation>你的材料将在这里阅读。</translation>
    </message>
    <message>
        <source>The material of {title} can&apos;t be read.</source>
        <translation>无法读取《{title}》的材料。</translation>
    </message>
    <message>
        <source>Remove the course and add it again.</source>
        <translation>请移除该课程后重新添加。</translation>
    </message>
</context>
<context>
    <name>LocalModel</name>
    <message>
        <source>Language model</source>
        <translation>语言模型</translation>
    </message>
    <message>
        <source>Chosen by memory and speed</source>
        <translation>按内存和速度自动选择</translation>
    </message>
    <message>
        <source>Choose a &amp;file…</source>
        <translation>选择文件(&amp;F)…</translation>
    </message>
    <message>
        <source>A GGUF file of your own</source>
        <translation>你自己的 GGUF 文件</translation>
    </message>
    <message>
        <source>File: {name}</source>
        <translation>文件：{name}</translation>
    </message>
    <message>
        <source>Choose a language model</source>
        <translation>选择语言模型</translation>
    </message>
    <message>
        <source>Language models (*.gguf)</source>
        <translation>语言模型 (*.gguf)</translation>
    </message>
</context>
<context>
    <name>Looks</name>
    <message>
        <source>Reading</source>
        <translation>阅读</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Letters that are hard to mistake for each other</source>
        <translation>不易混淆的字母</translation>
    </message>
    <message>
        <source>Nothing moves by itself</source>
        <translation>不要自动移动</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Atkinson Hyperlegible, made for weak eyes and liked with dyslexia. Latin letters only.</source>
        <translation>Atkinson Hyperlegible 字体，为视力较弱者设计，也受阅读障碍者欢迎。仅限拉丁字母。</translation>
    </message>
    <message>
        <source>A passage that is shown on the page does not pulse.</source>
        <translation>页面上显示的相关内容不会闪动。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Open or add a course first.</source>
        <translation>请先打开或添加一门课程。</translation>
    </message>
    <message>
        <source>The rest is there. Preferences, Your record: its copies.</source>
        <translation>其余内容都在。备份见“偏好设置”中的“学习记录”。</translation>
    </message>
    <message>
        <source>Language model: {percent} %, quoting passages meanwhile</source>
        <translation>语言模型：{percent} %，其间先引用原文</translation>
    </message>
    <message>
        <source>Models: {percent} %</source>
        <translation>模型：{percent} %</translation>
    </message>
    <message>
        <source>Models are loading…</source>
        <translation>正在载入模型…</translation>
    </message>
</context>
<context>
    <name>Margin</name>
    <message>
        <source>End the class (Esc) to mark them.</source>
        <translation>结束课堂（Esc）后即可标注。</translation>
    </message>
    <message>
        <source>Words are not marked while a class looks.</source>
        <translation>上课展示时不做标注。</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>W3C Web Annotations (*.json)</source>
        <translation>W3C 网页批注 (*.json)</translation>
    </message>
    <message>
        <source>A copy of the PDF (*.pdf)</source>
        <translation>PDF 副本 (*.pdf)</translation>
    </message>
    <message>
        <source>Export highlights and notes</source>
        <translation>导出高亮与笔记</translation>
    </message>
    <message>
        <source>Open this address in the browser?</source>
        <translation>在浏览器中打开这个网址？</translation>
    </message>
</context>
<context>
    <name>MarkList</name>
    <message>
        <source>Highlights and notes</source>
        <translation>高亮与笔记</translation>
    </message>
    <message>
        <source>Select words on the page to highlight them.</source>
        <translation>在页面上选中文字即可高亮。</translation>
    </message>
    <message>
        <source>Note…</source>
        <translation>笔记…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Bring back what was deleted last</source>
        <translation>恢复最近删除的批注</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Page {page}: {words}</source>
        <translation>第 {page} 页：{words}</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>黄色</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿色</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>蓝色</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>粉色</translation>
    </message>
</context>
<context>
    <name>MaterialView</name>
    <message>
        <source>Evidence {number}: {words}</source>
        <translation>依据 {number}：{words}</translation>
    </message>
    <message>
        <source>Highlight</source>
        <translation>高亮</translation>
    </message>
    <message>
        <source>Underline</source>
        <translation>下划线</translation>
    </message>
    <message>
        <source>Note…</source>
        <translation>笔记…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Ask about this</source>
        <translation>就此提问</translation>
    </message>
    <message>
        <source>Ask about this figure</source>
        <translation>就此图提问</translation>
    </message>
    <message>
        <source>page {page}</source>
        <translation>第 {page} 页</translation>
    </message>
    <message>
        <source>No links on this page</source>
        <translation>本页没有链接</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>this step took {seconds} s in recent questions</source>
        <translation>最近提问时这一步用时 {seconds} 秒</translation>
    </message>
    <message>
        <source>How much of {title} is here</source>
        <translation>{title} 的获取进度</translation>
    </message>
    <message>
        <source>Fetch</source>
        <translation>获取</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>{percent} % are here</source>
        <translation>已有 {percent} %</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Not here</source>
        <translation>未安装</translation>
    </message>
    <message>
        <source>hears speech</source>
        <translation>听懂语音</translation>
    </message>
    <message>
        <source>tells speech from silence</source>
        <translation>分辨语音与静音</translation>
    </message>
    <message>
        <source>searches by meaning</source>
        <translation>按含义检索</translation>
    </message>
    <message>
        <source>compares pictures</source>
        <translation>比较图片</translation>
    </message>
    <message>
        <source>reads the screen</source>
        <translation>识别屏幕文字</translation>
    </message>
    <message>
        <source>tells how a page is turned</source>
        <translation>判断书页朝向</translation>
    </message>
    <message>
        <source>reads formulas</source>
        <translation>识别公式</translation>
    </message>
    <message>
        <source>reads aloud</source>
        <translation>朗读</translation>
    </message>
    <message>
        <source>joins what you say, show and write</source>
        <translation>融合语音、图片和笔记</translation>
    </message>
    <message>
        <source>explains</source>
        <translation>生成解释</translation>
    </message>
</context>
<context>
    <name>ModelShelf</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>From a folder or USB stick…</source>
        <translation>从文件夹或 U 盘…</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Fetching…</source>
        <translation>正在获取…</translation>
    </message>
    <message>
        <source>Reading every byte…</source>
        <translation>正在逐字节读取…</translation>
    </message>
</context>
<context>
    <name>NoteEditor</name>
    <message>
        <source>Note</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>写一条笔记</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Ask about this</source>
        <translation>就此提问</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Onward</name>
    <message>
        <source>Simpler</source>
        <translation>更简单</translation>
    </message>
    <message>
        <source>Explain it more simply</source>
        <translation>讲得更简单些</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Say more about it</source>
        <translation>再多讲一些</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>例子</translation>
    </message>
    <message>
        <source>Give an example</source>
        <translation>举一个例子</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>为什么？</translation>
    </message>
    <message>
        <source>Say why that is so</source>
        <translation>说明为什么会这样</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Compare what it is about</source>
        <translation>比较其中涉及的事物</translation>
    </message>
    <message>
        <source>In Chinese</source>
        <translation>用中文</translation>
    </message>
    <message>
        <source>Answer in Chinese</source>
        <translation>用中文回答</translation>
    </message>
    <message>
        <source>In English</source>
        <translation>用英文</translation>
    </message>
    <message>
        <source>Answer in English</source>
        <translation>用英文回答</translation>
    </message>
    <message>
        <source>Show the answer</source>
        <translation>显示答案</translation>
    </message>
    <message>
        <source>Next hint</source>
        <translation>下一个提示</translation>
    </message>
</context>
<context>
    <name>OpenCourse</name>
    <message>
        <source>There is no course yet</source>
        <translation>还没有任何课程</translation>
    </message>
    <message>
        <source>The samples are read by themselves. You can add a PDF or a folder of Markdown.</source>
        <translation>示例课程会自动读入。也可以添加你自己的 PDF 或 Markdown 文件夹。</translation>
    </message>
    <message>
        <source>Material (*.pdf *.md *.markdown)</source>
        <translation>材料 (*.pdf *.md *.markdown)</translation>
    </message>
    <message>
        <source>Add course material</source>
        <translation>添加课程材料</translation>
    </message>
    <message>
        <source>Add a folder as a course</source>
        <translation>把文件夹添加为课程</translation>
    </message>
    <message>
        <source>pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>what they mean</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>{title} is ready: it is in the list of courses.</source>
        <translation>《{title}》已就绪，可在课程列表中打开。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>Outline</name>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
</context>
<context>
    <name>PageField</name>
    <message>
        <source>Page</source>
        <translation>页码</translation>
    </message>
    <message>
        <source>Number of pages</source>
        <translation>总页数</translation>
    </message>
    <message>
        <source>of {pages}</source>
        <translation>共 {pages} 页</translation>
    </message>
</context>
<context>
    <name>Panel</name>
    <message>
        <source>What was asked</source>
        <translation>所提的问题</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>讲解</translation>
    </message>
    <message>
        <source>New thread</source>
        <translation>新的话题</translation>
    </message>
    <message>
        <source>Put these questions away and begin anew</source>
        <translation>收起这些问题，重新开始</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the explanation as Markdown</source>
        <translation>以 Markdown 格式复制讲解</translation>
    </message>
    <message>
        <source>Hold the button and speak, frame a figure, or type. For example:</source>
        <translation>按住按钮说话、框选图片，或直接输入。例如：</translation>
    </message>
    <message>
        <source>Hold the button and speak, frame a figure, or type.</source>
        <translation>按住按钮说话、框选图片，或者输入文字。</translation>
    </message>
    <message>
        <source>Or begin reading:</source>
        <translation>或者从这里读起：</translation>
    </message>
    <message>
        <source>Go to {section}</source>
        <translation>转到{section}</translation>
    </message>
    <message>
        <source>Or ask what a term means:</source>
        <translation>或者问一个术语的意思：</translation>
    </message>
    <message>
        <source>In your material</source>
        <translation>在你的材料中</translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s) found</source>
        <translation>
            <numerusform>找到 %n 段相关内容</numerusform>
        </translation>
    </message>
    <message>
        <source>Citation {number}: {place}</source>
        <translation>引用 {number}：{place}</translation>
    </message>
    <message>
        <source>Look at {place}</source>
        <translation>看{place}</translation>
    </message>
</context>
<context>
    <name>PaperDialog</name>
    <message>
        <source>A test</source>
        <translation>测验</translation>
    </message>
    <message>
        <source>All chapters</source>
        <translation>所有章节</translation>
    </message>
    <message>
        <source>With the key</source>
        <translation>附答案</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>题数</translation>
    </message>
    <message>
        <source>Chapter</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测验</translation>
    </message>
</context>
<context>
    <name>Pictures</name>
    <message>
        <source>{name} is not a picture that can be read.</source>
        <translation>{name} 不是可读取的图片。</translation>
    </message>
    <message>
        <source>Give a PNG or JPEG file.</source>
        <translation>请提供 PNG 或 JPEG 文件。</translation>
    </message>
    <message>
        <source>Check that the disk is not full.</source>
        <translation>请检查磁盘是否已满。</translation>
    </message>
    <message>
        <source>The picture can&apos;t be saved.</source>
        <translation>无法保存图片。</translation>
    </message>
</context>
<context>
    <name>PracticeDialog</name>
    <message>
        <source>Practice</source>
        <translation>练习</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>What you know</source>
        <translation>掌握情况</translation>
    </message>
    <message>
        <source>Forgotten {count} times, it is set aside.</source>
        <translation>这道题已忘记 {count} 次，先放到一边。</translation>
    </message>
    <message>
        <source>Reword it, or look it up in the book.</source>
        <translation>请改写它，或回到书中再看一遍。</translation>
    </message>
    <message>
        <source>Nothing can be undone.</source>
        <translation>没有可以撤销的操作。</translation>
    </message>
    <message>
        <source>It is not asked until you correct it.</source>
        <translation>改正之前不再出这道题。</translation>
    </message>
    <message>
        <source>Ctrl+Z takes that back.</source>
        <translation>按 Ctrl+Z 撤销。</translation>
    </message>
    <message>
        <source>Deleted.</source>
        <translation>已删除。</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Preferences</source>
        <translation>偏好设置</translation>
    </message>
    <message>
        <source>Find a preference</source>
        <translation>查找设置</translation>
    </message>
    <message>
        <source>Groups of preferences</source>
        <translation>设置分组</translation>
    </message>
    <message>
        <source>No preference is called so.</source>
        <translation>没有这样的设置。</translation>
    </message>
</context>
<context>
    <name>ProgressPage</name>
    <message>
        <source>What you know</source>
        <translation>掌握情况</translation>
    </message>
    <message>
        <source>Chart of what is known</source>
        <translation>掌握情况图</translation>
    </message>
    <message>
        <source>Table of what is known</source>
        <translation>掌握情况表</translation>
    </message>
    <message>
        <source>Concept</source>
        <translation>概念</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Known</source>
        <translation>掌握程度</translation>
    </message>
    <message>
        <source>Interval (90 %)</source>
        <translation>区间（90 %）</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>作答次数</translation>
    </message>
    <message>
        <source>Chart</source>
        <translation>图</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>{known} known, {fading} fading, {learning} being learnt, {unseen} unseen</source>
        <translation>已掌握 {known}，正在淡忘 {fading}，正在学习 {learning}，尚未练习 {unseen}</translation>
    </message>
</context>
<context>
    <name>ReadFormulas</name>
    <message>
        <source>Formulas read on your picture</source>
        <translation>从图片中识别的公式</translation>
    </message>
    <message>
        <source>Formulas read with doubt</source>
        <translation>识别有疑问的公式</translation>
    </message>
    <message>
        <source>Read on your picture and asked along:</source>
        <translation>从图片中识别，并随问题一起提出：</translation>
    </message>
    <message>
        <source>Perhaps this, but not sure enough to be asked along:</source>
        <translation>也可能是下面这样，但把握不足，没有随问题提出：</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>The voice can&apos;t be played.</source>
        <translation>无法播放语音。</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>请重试。</translation>
    </message>
</context>
<context>
    <name>ReadingActions</name>
    <message>
        <source>Find in the material</source>
        <translation>在材料中查找</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Search all courses</source>
        <translation>搜索所有课程</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Fit the width</source>
        <translation>适合宽度</translation>
    </message>
    <message>
        <source>Fit the page</source>
        <translation>适合整页</translation>
    </message>
    <message>
        <source>Go to a page</source>
        <translation>跳到某页</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Contents, pages, notes and hits</source>
        <translation>目录、页面、笔记和结果</translation>
    </message>
    <message>
        <source>Select with the keys</source>
        <translation>用键盘选择</translation>
    </message>
    <message>
        <source>Highlight the selected words</source>
        <translation>高亮选中的文字</translation>
    </message>
    <message>
        <source>Underline the selected words</source>
        <translation>给选中的文字加下划线</translation>
    </message>
    <message>
        <source>Write a note to the selected words</source>
        <translation>给选中的文字写笔记</translation>
    </message>
    <message>
        <source>Ask about the selected words</source>
        <translation>就选中的文字提问</translation>
    </message>
</context>
<context>
    <name>RecordShelf</name>
    <message>
        <source>Your record</source>
        <translation>学习记录</translation>
    </message>
    <message>
        <source>What you asked and marked is copied once a day and before every change of its tables. Media are not copied.</source>
        <translation>提问和标注每天备份一次，格式变更前也会备份。录音和图片不在备份中。</translation>
    </message>
    <message>
        <source>Copy now</source>
        <translation>立即备份</translation>
    </message>
    <message>
        <source>Put the record back as it was on {moment}?</source>
        <translation>把学习记录恢复到 {moment} 的状态？</translation>
    </message>
    <message>
        <source>What was asked and marked since is copied first: you can undo this here.</source>
        <translation>会先备份此后的提问和标注：可以在这里撤销。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>There is no copy yet.</source>
        <translation>还没有备份。</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>恢复…</translation>
    </message>
    <message>
        <source>Restore the copy of {moment}</source>
        <translation>恢复 {moment} 的备份</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Bring back the record as it was before</source>
        <translation>恢复到之前的学习记录</translation>
    </message>
    <message>
        <source>The record is again as it was on {moment}.</source>
        <translation>学习记录已恢复到 {moment} 的状态。</translation>
    </message>
    <message>
        <source>made every day</source>
        <translation>每日备份</translation>
    </message>
    <message>
        <source>made before a new version</source>
        <translation>更新版本前的备份</translation>
    </message>
    <message>
        <source>made before a copy was restored</source>
        <translation>恢复备份前的备份</translation>
    </message>
    <message>
        <source>made by you</source>
        <translation>手动备份</translation>
    </message>
</context>
<context>
    <name>RegionFrame</name>
    <message>
        <source>Region of the material</source>
        <translation>材料区域</translation>
    </message>
    <message>
        <source>Drag a frame, or use the arrow keys, Shift to resize and Enter. Esc cancels.</source>
        <translation>拖出一个框，或用方向键移动、Shift 加方向键改变大小、回车确定；Esc 取消。</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Your answer</source>
        <translation>你的回答</translation>
    </message>
    <message>
        <source>Your answer, or think it</source>
        <translation>写下回答，或在心里想</translation>
    </message>
    <message>
        <source>Show the answer (Space)</source>
        <translation>显示答案（空格）</translation>
    </message>
    <message>
        <source>Hint (H)</source>
        <translation>提示（H）</translation>
    </message>
    <message>
        <source>In the book</source>
        <translation>在书中查看</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>撤销（Ctrl+Z）</translation>
    </message>
    <message>
        <source>Not today</source>
        <translation>今天不做</translation>
    </message>
    <message>
        <source>Not any more</source>
        <translation>不再出现</translation>
    </message>
    <message>
        <source>Something is wrong</source>
        <translation>题目有误</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>End (Esc)</source>
        <translation>结束（Esc）</translation>
    </message>
    <message>
        <source>{count} left</source>
        <translation>还剩 {count} 题</translation>
    </message>
    <message>
        <source>{words}: the right answer</source>
        <translation>{words}：正确答案</translation>
    </message>
    <message>
        <source>{words}: your choice, not right</source>
        <translation>{words}：你的选择，不正确</translation>
    </message>
    <message>
        <source>Answer: {words}</source>
        <translation>答案：{words}</translation>
    </message>
    <message>
        <source>True</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>False</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>重来</translation>
    </message>
    <message>
        <source>Hard</source>
        <translation>困难</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>Easy</source>
        <translation>简单</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>复习</translation>
    </message>
</context>
<context>
    <name>Rows</name>
    <message>
        <source>answered</source>
        <translation>已回答</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>not answered</source>
        <translation>未回答</translation>
    </message>
    <message>
        <source>not finished</source>
        <translation>未完成</translation>
    </message>
</context>
<context>
    <name>RunningTurn</name>
    <message>
        <source>Your question</source>
        <translation>你的问题</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>处理中…</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>This question was not answered.</source>
        <translation>这个问题没有得到回答。</translation>
    </message>
    <message>
        <source>After: {question}</source>
        <translation>接着：{question}</translation>
    </message>
    <message>
        <source>Ready. The explanation added nothing to this.</source>
        <translation>就绪。讲解没有补充新的内容。</translation>
    </message>
    <message>
        <source>Hearing you…</source>
        <translation>正在听写…</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在看图…</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Explaining…</source>
        <translation>正在讲解…</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>What to do with the selected words</source>
        <translation>对选中的文字做什么</translation>
    </message>
    <message>
        <source>Copy (Ctrl+C)</source>
        <translation>复制（Ctrl+C）</translation>
    </message>
    <message>
        <source>Underline</source>
        <translation>下划线</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Ask about this</source>
        <translation>就此提问</translation>
    </message>
    <message>
        <source>Highlight in yellow</source>
        <translation>黄色高亮</translation>
    </message>
    <message>
        <source>Highlight in green</source>
        <translation>绿色高亮</translation>
    </message>
    <message>
        <source>Highlight in blue</source>
        <translation>蓝色高亮</translation>
    </message>
    <message>
        <source>Highlight in pink</source>
        <translation>粉色高亮</translation>
    </message>
</context>
<context>
    <name>Server</name>
    <message>
        <source>only if the server asks for one</source>
        <translation>仅在服务器要求时填写</translation>
    </message>
    <message>
        <source>Kept in a file that only you can read</source>
        <translation>保存在只有你能读取的文件中</translation>
    </message>
    <message>
        <source>the server&apos;s first</source>
        <translation>服务器的第一个模型</translation>
    </message>
    <message>
        <source>Model of the server</source>
        <translation>服务器模型</translation>
    </message>
    <message>
        <source>Add&amp;ress</source>
        <translation>地址(&amp;R)</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>服务器地址</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>密钥(&amp;K)</translation>
    </message>
    <message>
        <source>Key of the server</source>
        <translation>服务器密钥</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
</context>
<context>
    <name>Shelf</name>
    <message>
        <source>Courses</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>There is no course yet. Add a PDF, or a folder of Markdown files.</source>
        <translation>还没有任何课程。请添加 PDF 或 Markdown 文件夹。</translation>
    </message>
    <message>
        <source>Add course…</source>
        <translation>添加课程…</translation>
    </message>
    <message>
        <source>{title} was removed.</source>
        <translation>已移除《{title}》。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Bring {title} back</source>
        <translation>恢复《{title}》</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open {title}</source>
        <translation>打开《{title}》</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove {title}</source>
        <translation>移除《{title}》</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Rename {title}</source>
        <translation>重命名{title}</translation>
    </message>
    <message>
        <source>Move {title} up</source>
        <translation>将{title}上移</translation>
    </message>
    <message>
        <source>Move {title} down</source>
        <translation>将{title}下移</translation>
    </message>
    <message>
        <source>Rename the course</source>
        <translation>重命名课程</translation>
    </message>
    <message>
        <source>Its name in the list; questions and marks stay</source>
        <translation>列表中的名称；提问和标注保留不变</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message numerus="yes">
        <source>%n question(s) asked</source>
        <translation>
            <numerusform>已提问 %n 次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n passage(s)</source>
        <translation>
            <numerusform>%n 段内容</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n figure(s)</source>
        <translation>
            <numerusform>%n 幅图</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>All as they were</source>
        <translation>全部恢复默认</translation>
    </message>
    <message>
        <source>Asking and the window</source>
        <translation>提问与窗口</translation>
    </message>
    <message>
        <source>The page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>From every program</source>
        <translation>在任何程序中</translation>
    </message>
    <message>
        <source>In the keyboard settings of your desktop, give this command a key: you drag a frame on the screen, and ask about it here. Tutor is opened where it is not.</source>
        <translation>在桌面的键盘设置中为这条命令指定一个快捷键：在屏幕上拖出一个框，即可在这里提问。Tutor 没有打开时会自动打开。</translation>
    </message>
    <message>
        <source>A screenshot, by a key of the desktop</source>
        <translation>用桌面的快捷键截图</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>An entry beside the clock</source>
        <translation>在时钟旁显示图标</translation>
    </message>
    <message>
        <source>To open Tutor, ask by voice or take a screenshot. It goes when the window is closed.</source>
        <translation>用来打开 Tutor、语音提问或截图。关闭窗口后图标即消失。</translation>
    </message>
    <message>
        <source>Press a key</source>
        <translation>请按键</translation>
    </message>
    <message>
        <source>Press a field, then the key. It counts at once.</source>
        <translation>先点一个输入框，再按想用的键，立即生效。</translation>
    </message>
    <message>
        <source>“{one}”: the key {keys} always means something else. Choose another one.</source>
        <translation>“{one}”：按键 {keys} 始终另有用途。请换一个。</translation>
    </message>
    <message>
        <source>“{one}” and “{other}” have the same key: change one of them.</source>
        <translation>“{one}”和“{other}”用了同一个键：请改掉其中一个。</translation>
    </message>
</context>
<context>
    <name>SidePane</name>
    <message>
        <source>Beside the page</source>
        <translation>页面旁边</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>Snip</name>
    <message>
        <source>Drag a frame; Esc gives up</source>
        <translation>拖出一个框；按 Esc 取消</translation>
    </message>
    <message>
        <source>Drag a frame, or use the arrow keys, Shift to resize and Enter. Enter alone takes the whole screen. Esc gives up.</source>
        <translation>拖出一个框，或用方向键移动、Shift 调整大小，再按回车。只按回车则截取整个屏幕。按 Esc 取消。</translation>
    </message>
</context>
<context>
    <name>SoundStrip</name>
    <message>
        <source>Your recording; most counted: second {start} to {end}</source>
        <translation>你的录音；最起作用的部分：第 {start} 到 {end} 秒</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
</context>
<context>
    <name>Speaking</name>
    <message>
        <source>Speaking</source>
        <translation>说话</translation>
    </message>
    <message>
        <source>English or Chinese</source>
        <translation>英语或中文</translation>
    </message>
    <message>
        <source>The system&apos;s choice</source>
        <translation>由系统选择</translation>
    </message>
    <message>
        <source>Keep the microphone open: no word comes too early</source>
        <translation>保持麦克风开启：抢先说出的字也不会丢</translation>
    </message>
    <message>
        <source>I speak</source>
        <translation>我说</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>While this window is in front; nothing is kept of it.</source>
        <translation>仅当本窗口在最前面时；不会保存任何内容。</translation>
    </message>
    <message>
        <source>No microphone is plugged in.</source>
        <translation>没有接入麦克风。</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>Keep this class&apos;s questions in my history</source>
        <translation>把这堂课的问题保存到我的历史</translation>
    </message>
    <message>
        <source>Next and back: Page Down, Page Up. Dark: B.</source>
        <translation>下一个与上一个：Page Down、Page Up。黑屏：B。</translation>
    </message>
    <message>
        <source>End the class (Esc)</source>
        <translation>结束课堂（Esc）</translation>
    </message>
</context>
<context>
    <name>Talk</name>
    <message>
        <source>Listening…</source>
        <translation>正在听…</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>That was too short. Speak while you hold the key, or tap to begin and to end.</source>
        <translation>录音太短。请按住按键说话，或者点一下开始、再点一下结束。</translation>
    </message>
    <message>
        <source>Speak when you like. {seconds} s</source>
        <translation>想说就说。{seconds} 秒</translation>
    </message>
    <message>
        <source>Listening… {seconds} s. Tap again to ask.</source>
        <translation>正在听… {seconds} 秒。再按一下提问。</translation>
    </message>
    <message>
        <source>Listening… {seconds} s</source>
        <translation>正在听… {seconds} 秒</translation>
    </message>
    <message>
        <source>What you said until then is kept: ask it, or plug the microphone in and speak again.</source>
        <translation>此前说的话已保留：可以直接提问，或重新接上麦克风再说。</translation>
    </message>
    <message>
        <source>The microphone is gone.</source>
        <translation>麦克风已断开。</translation>
    </message>
    <message>
        <source>Hold to talk</source>
        <translation>按住说话</translation>
    </message>
    <message>
        <source>Hold F8, or the space bar outside the note, while you speak; or tap to begin and to end</source>
        <translation>说话时按住 F8，或在输入框外按住空格键；也可以轻按一下开始、再按一下结束</translation>
    </message>
    <message>
        <source>Loudness</source>
        <translation>音量</translation>
    </message>
</context>
<context>
    <name>Thumbnails</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Page {page}</source>
        <translation>第 {page} 页</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Make items of this course</source>
        <translation>用这门课程生成题目</translation>
    </message>
    <message>
        <source>Make a test…</source>
        <translation>出一份测验…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Write a card…</source>
        <translation>写一张卡片…</translation>
    </message>
    <message>
        <source>In the next 30 days</source>
        <translation>未来 30 天</translation>
    </message>
    <message>
        <source>Items due each day</source>
        <translation>每天到期的题目</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Items</source>
        <translation>题目</translation>
    </message>
    <message>
        <source>{due} due · {new} new · {done} done today</source>
        <translation>到期 {due} · 新题 {new} · 今天已做 {done}</translation>
    </message>
    <message>
        <source>{count} more wait for tomorrow</source>
        <translation>还有 {count} 题留到明天</translation>
    </message>
    <message>
        <source>There is nothing to practise yet: make items of the course, or write a card.</source>
        <translation>还没有可以练习的内容：用课程生成题目，或写一张卡片。</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Making items: {count} so far</source>
        <translation>正在生成题目：已有 {count} 题</translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Contents, pages, notes and hits</source>
        <translation>目录、页面、笔记和结果</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Fit the width</source>
        <translation>适合宽度</translation>
    </message>
    <message>
        <source>Layout and paper</source>
        <translation>版式与纸张</translation>
    </message>
    <message>
        <source>The page as plain words</source>
        <translation>页面纯文字</translation>
    </message>
    <message>
        <source>Find in the material</source>
        <translation>在材料中查找</translation>
    </message>
    <message>
        <source>Continuous</source>
        <translation>连续</translation>
    </message>
    <message>
        <source>One page</source>
        <translation>单页</translation>
    </message>
    <message>
        <source>Two pages</source>
        <translation>双页</translation>
    </message>
    <message>
        <source>Fit the page</source>
        <translation>适合整页</translation>
    </message>
    <message>
        <source>As printed</source>
        <translation>原样</translation>
    </message>
    <message>
        <source>Sepia</source>
        <translation>米黄</translation>
    </message>
    <message>
        <source>Night</source>
        <translation>夜间</translation>
    </message>
    <message>
        <source>Select with the keys</source>
        <translation>用键盘选择</translation>
    </message>
    <message>
        <source>Links on this page…</source>
        <translation>本页的链接…</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>{place} of {all}</source>
        <translation>{place} / {all}</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Open Tutor</source>
        <translation>打开 Tutor</translation>
    </message>
    <message>
        <source>Ask by voice</source>
        <translation>语音提问</translation>
    </message>
    <message>
        <source>Screenshot</source>
        <translation>截图</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
</context>
<context>
    <name>VoiceMenu</name>
    <message>
        <source>Voice settings</source>
        <translation>语音设置</translation>
    </message>
    <message>
        <source>Microphone, spoken language, hands-free, speed of reading aloud</source>
        <translation>麦克风、所说语言、免按键、朗读速度</translation>
    </message>
    <message>
        <source>Hands-free: speak when you like</source>
        <translation>免按键：想说就说</translation>
    </message>
    <message>
        <source>Keep the microphone open: no word comes too early</source>
        <translation>保持麦克风开启：抢先说出的字也不会丢</translation>
    </message>
    <message>
        <source>English or Chinese</source>
        <translation>英语或中文</translation>
    </message>
    <message>
        <source>I speak</source>
        <translation>我说</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>Speed of reading aloud</source>
        <translation>朗读速度</translation>
    </message>
    <message>
        <source>The system&apos;s choice</source>
        <translation>由系统选择</translation>
    </message>
</context>
<context>
    <name>Ways</name>
    <message>
        <source>Hold to talk</source>
        <translation>按住说话</translation>
    </message>
    <message>
        <source>Write a question</source>
        <translation>写问题</translation>
    </message>
    <message>
        <source>Drag a frame on the page</source>
        <translation>在页面上拖出一个框</translation>
    </message>
    <message>
        <source>Drag a frame anywhere on the screen</source>
        <translation>在屏幕任意处拖出一个框</translation>
    </message>
    <message>
        <source>Copy the explanation as Markdown</source>
        <translation>以 Markdown 格式复制讲解</translation>
    </message>
    <message>
        <source>Read aloud, or be silent</source>
        <translation>朗读或停止朗读</translation>
    </message>
    <message>
        <source>Add course material</source>
        <translation>添加课程材料</translation>
    </message>
    <message>
        <source>New thread</source>
        <translation>新的话题</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>练习</translation>
    </message>
    <message>
        <source>Make a card of the answer</source>
        <translation>把回答做成卡片</translation>
    </message>
    <message>
        <source>Earlier questions</source>
        <translation>以前的问题</translation>
    </message>
    <message>
        <source>Show to a class</source>
        <translation>向全班展示</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>偏好设置</translation>
    </message>
    <message>
        <source>Help: all keys</source>
        <translation>帮助：全部按键</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Your course</source>
        <translation>你的课程</translation>
    </message>
    <message>
        <source>Two samples are here. Add your own PDF or Markdown: it is read on this machine.</source>
        <translation>这里有两门示例课程。也可以添加你自己的 PDF 或 Markdown，只在这台电脑上读取。</translation>
    </message>
    <message>
        <source>Say it</source>
        <translation>说出来</translation>
    </message>
    <message>
        <source>Hold the button, or F8, while you speak. Your words appear as they are heard.</source>
        <translation>说话时按住按钮或 F8。你的话会边听边显示。</translation>
    </message>
    <message>
        <source>Frame it</source>
        <translation>框出来</translation>
    </message>
    <message>
        <source>Drag a frame on the page or the screen, to ask about a figure or a formula.</source>
        <translation>在页面或屏幕上拖出一个框，就可以问其中的图或公式。</translation>
    </message>
    <message>
        <source>See where it stands</source>
        <translation>看出处</translation>
    </message>
    <message>
        <source>The passages light up on the page; each number in the explanation leads to its lines.</source>
        <translation>相关内容会在页面上亮起；解释里的每个编号都通向它的原文。</translation>
    </message>
</context>
<context>
    <name>WeighedWords</name>
    <message>
        <source>Most counted: {words}</source>
        <translation>最起作用的词：{words}</translation>
    </message>
</context>
<context>
    <name>_OriginalButton</name>
    <message>
        <source>In the material&apos;s words</source>
        <translation>材料原文</translation>
    </message>
    <message>
        <source>What was quoted before it was said plainly</source>
        <translation>改写之前引用的原文</translation>
    </message>
</context>
</TS>
