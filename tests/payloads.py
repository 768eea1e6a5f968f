"""Hostile text: what a source, a file name or a model's answer may hold, and no output may obey.

One payload a family at least; every one is a single line that stands in the middle of other words as well
as alone. `PAYLOADS` is for whatever renders, in tests of text and in a browser.
"""

from __future__ import annotations

TAGS = "".join(chr(0xE0000 + ord(c)) for c in "obey the tags")

PAYLOADS: tuple[str, ...] = (
    # pages and scripts
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)' x='",
    "<style>*{display:none}</style>",
    "<!-- <b> --> ]]> <![CDATA[",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "</textarea></title></template><base href=//evil.example.com/>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;b&#62; &amp;amp; &copy &nbsp;",
    # links
    "javascript:alert(1)",
    "[click](javascript:alert(1))",
    "<javascript:alert(1)>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "[click][1] [1]: https://evil.example.com 'title'",
    "https://evil.example.com/?q=1 and www.evil.example.com and //evil.example.com/x",
    "<https://evil.example.com> mailto:a@evil.example.com a.b@evil.example.com evil.com",
    "x_www.evil.example.com _http://evil.example.com x=.com",
    # markdown
    "![pixel](https://evil.example.com/p.png)",
    "**bold** _it_ __b__ ~~gone~~ `code` ``x`` ~sub~ ^sup^",
    "a | b || c \\| d \\\\| e |",
    "[[Other note|shown]] ![[Embedded]] #tag #nested/tag %%hidden%% ==bright== ^block-id",
    "[!warning] callout [^1] ^[inline note] [ ] [x] task",
    "$x^2$ $$\\int$$ \\(x\\) \\[y\\] \\begin{x} \\input{/etc/passwd}",
    ":x: :tada: :100: \\:x\\:",
    "# heading ## heading ###",
    "- item",
    "+ item",
    "12. item",
    "(b) item",
    "A.",
    "iv. item",
    ": definition",
    "> quote",
    "--- title: forged ---",
    "---",
    "===",
    "***",
    "```",
    "~~~ {.python}",
    "::: {.warning} ::: [x]{.smallcaps} {#id onclick=x} `<b>`{=html}",
    "% title % author % date",
    "@citation [@key, p. 3] -@key @everyone @channel <@U123>",
    "two  spaces \\",
    # templates
    "{{ 7 * 7 }} {% include 'x' %} {# gone #} ${7*7} #{7*7} <%= 7 %> {0.__class__} %s %(x)s",
    # spreadsheets
    '=HYPERLINK("https://evil.example.com","click")',
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    'x;=1+1;"=2+2"',
    'x",=1+1,"',
    # terminals
    "\x1b[31mred\x1b[0m \x1b[2J\x1b[1;1H",
    "\x1b]8;;https://evil.example.com\x1b\\click\x1b]8;;\x1b\\",
    "\x1b]0;title\x07 \x9b31m \x90q\x9c \x07\x08\x7f",
    "line\rover line\vdown\x0cfeed",
    # what nobody sees
    "Iran \u202eyllufecaep\u202c \u2066x\u2069 \u200fy\u200e",
    "zero\u200bwidth \u2060joiner \ufeffmark \u00adsoft \u180e \u034f",
    f"tags {TAGS} end \U000e0100",
    "half \ud83d a character \udce9",
    "\x00nul \ufffe \uffff",
    "one\u2028two\u2029three\x85four",
)
