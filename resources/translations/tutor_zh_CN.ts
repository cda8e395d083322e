<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Something went wrong inside the tutor.</source>
        <translation>导师程序内部出错了。</translation>
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
        <source>Reading stopped unexpectedly.</source>
        <translation>读取意外中止。</translation>
    </message>
    <message>
        <source>Add the material again: it goes on where it stopped.</source>
        <translation>请重新添加该材料，会从中断处继续。</translation>
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
        <source>Drag a frame; Esc gives up</source>
        <translation>拖出一个框；按 Esc 取消</translation>
    </message>
</context>
<context>
    <name>AskBar</name>
    <message>
        <source>Region of the page</source>
        <translation>页面区域</translation>
    </message>
    <message>
        <source>Drag a frame on the page (Ctrl+R)</source>
        <translation>在页面上拖出一个框（Ctrl+R）</translation>
    </message>
    <message>
        <source>Screenshot</source>
        <translation>截图</translation>
    </message>
    <message>
        <source>Drag a frame anywhere on the screen (Ctrl+Shift+S)</source>
        <translation>在屏幕任意处拖出一个框（Ctrl+Shift+S）</translation>
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
    <name>Header</name>
    <message>
        <source>Reading material: {percent} %</source>
        <translation>正在读取材料：{percent} %</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Add course…</source>
        <translation>添加课程…</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>停止读取</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>外观</translation>
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
    <name>MainWindow</name>
    <message>
        <source>Open or add a course first.</source>
        <translation>请先打开或添加一门课程。</translation>
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
    <name>MaterialView</name>
    <message>
        <source>The words of this page</source>
        <translation>本页文字</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
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
        <source>The page as plain words</source>
        <translation>本页纯文字</translation>
    </message>
    <message>
        <source>Find in the material</source>
        <translation>在材料中查找</translation>
    </message>
    <message>
        <source>The material of {title} can&apos;t be read.</source>
        <translation>无法读取《{title}》的材料。</translation>
    </message>
    <message>
        <source>Remove the course and add it again.</source>
        <translation>请移除该课程后重新添加。</translation>
    </message>
    <message>
        <source>Evidence {number}: {words}</source>
        <translation>依据 {number}：{words}</translation>
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
    <name>OpenCourse</name>
    <message>
        <source>Material (*.pdf *.md *.markdown)</source>
        <translation>材料 (*.pdf *.md *.markdown)</translation>
    </message>
    <message>
        <source>Add course material</source>
        <translation>添加课程材料</translation>
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
        <source>Go to page</source>
        <translation>转到页</translation>
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
        <source>Explanation</source>
        <translation>讲解</translation>
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
        <source>Nothing was recorded.</source>
        <translation>没有录到声音。</translation>
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
    <name>VoiceMenu</name>
    <message>
        <source>Voice settings</source>
        <translation>语音设置</translation>
    </message>
    <message>
        <source>Microphone, spoken language, hands-free</source>
        <translation>麦克风、所说语言、免按键</translation>
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
        <source>The system&apos;s choice</source>
        <translation>由系统选择</translation>
    </message>
</context>
<context>
    <name>WeighedWords</name>
    <message>
        <source>Most counted: {words}</source>
        <translation>最起作用的词：{words}</translation>
    </message>
</context>
</TS>
