"""What may be typed into any field to break out of what shows it: our own sentences, by what they are aimed at.

Every one holds CANARY, so that it can be looked for; a name of an element or attribute that holds it is a wound.
"""

CANARY = "zq7"

_TAGS = (
    "script>alert('zq7')</script",
    "img src=x onerror=alert('zq7')",
    "svg/onload=alert('zq7')",
    "iframe src=//zq7.example",
    "zq7",
    "body onload=zq7()",
    "details open ontoggle=zq7()",
    "video><source onerror=zq7()",
    "math><mi zq7=1",
    "object data=//zq7.example",
    "embed src=//zq7.example",
    "base href=//zq7.example/",
    "link rel=stylesheet href=//zq7.example",
    "meta http-equiv=refresh content=0;//zq7",
    "form action=//zq7.example><button",
    "input autofocus onfocus=zq7()",
    "style>*{background:url(//zq7)}</style",
    "template><zq7",
    "a href=javascript:zq7()",
    "p style=width:expression(zq7())",
    "!--zq7--",
    "![CDATA[zq7]]",
    "?php zq7 ?",
    "/p><zq7",
)
_CLOSERS = ("", '">', "'>", "--></", "</textarea>", "</title>", "</script>")
HTML = tuple(
    f"{closer}<{tag}>" for number, tag in enumerate(_TAGS) for closer in (_CLOSERS[0], _CLOSERS[1 + number % 6])
)

ATTRIBUTES = tuple(
    f"{quote}{gap}{handler}={value} zq7"
    for quote in ('"', "'", "`", "")
    for gap, handler, value in (
        (" ", "onmouseover", "zq7()"),
        ("/", "onfocus", "zq7() autofocus"),
        ("\t", "zq7", "1"),
        ("\n", "style", "zq7"),
    )
)

ADDRESSES = (
    "javascript:zq7()",
    "JaVaScRiPt:zq7()",
    "java\tscript:zq7()",
    "java\nscript:zq7()",
    "\x01javascript:zq7()",
    " javascript:zq7()",
    "data:text/html,<zq7>",
    "vbscript:zq7",
    "//zq7.example/",
    'https://zq7.example/" onclick=zq7()',
    "file:///etc/zq7",
    "tg://zq7",
    "https://zq7.example\\@stadt.example",
    "&#106;avascript:zq7()",
    "&colon;zq7",
    "[zq7](javascript:zq7())",
    "<https://zq7.example>",
)

TEMPLATES = (
    "{{ 7 * 7 }} zq7",
    "{% for x in range(9) %}zq7{% endfor %}",
    "{# zq7 #}",
    "{{ ''.__class__.__mro__ }} zq7",
    "{0.__class__} zq7",
    "{zq7}",
    "{title} zq7",
    "%(zq7)s",
    "%s%n zq7",
    "${7*7} zq7",
    "#{7*7} zq7",
    "<%= zq7 %>",
    "{{ config }} zq7",
    "{%p zq7 %}",
    "{{r zq7 }}",
    "$(zq7)",
    "`zq7`",
    "{n} zq7",
    "{{{{zq7}}}}",
    "\\{zq7\\}",
)

STATEMENTS = (
    "' OR '1'='1 zq7",
    "'; DROP TABLE concern; -- zq7",
    "zq7') UNION SELECT token FROM session --",
    "\\'; SELECT zq7",
    "zq7%' ESCAPE '",
    '" OR ""=" zq7',
    "1; ATTACH DATABASE 'zq7' AS x",
    "zq7$$; SELECT pg_sleep(9)$$",
    "%_zq7_%",
    "zq7/**/OR/**/1=1",
    "'||zq7||'",
    ":zq7 ?1 $1",
)

FORMULAS = tuple(
    f"{lead}{formula}"
    for lead in ("=", "+", "-", "@", "\t=", "\r=", "\n=", "\u202e=", "\ufeff=", "\x00=", "\u2066=", "\u2028=")
    for formula in ("cmd|' /C zq7'!A0", 'HYPERLINK("//zq7.example","zq7")')
)
CELLS = (
    "zq7;=1+1;x",
    'zq7";"=1+1',
    "zq7\r\n=1+1",
    'zq7"\r\n"=1+1',
    "zq7\n=1+1;2",
    "<r>zq7</r>",
    "<r><t>zq7</t></r>",
    "_x003d_zq7",
    "zq7 | zq7",
    "'=zq7",
    "''zq7",
    "http://zq7.example",
    "mailto:zq7@zq7.example",
    "internal:zq7!A1",
    "external:zq7.xlsx",
    "{=zq7}",
)

XML = (
    "<!DOCTYPE x [<!ENTITY zq7 SYSTEM 'file:///etc/passwd'>]>&zq7;",
    "&zq7;",
    "&#x0;zq7",
    "&lt;zq7&gt;",
    "]]>zq7",
    "<![CDATA[<zq7>]]>",
    "<w:instrText>zq7</w:instrText>",
    "</w:t></w:r><w:zq7/>",
    "<atom:link href='//zq7'/>",
    "<?xml version='1.0'?><zq7/>",
    "&#xFFFE;zq7",
    "\ufffe\uffffzq7",
    "<x xmlns='zq7'/>",
    "&amp;amp;zq7",
)

LINES = (
    "zq7\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nX-ZQ7:1",
    "zq7\r\n ATTACH:http://zq7",
    "zq7\nX-ZQ7:1",
    "zq7;X-ZQ7=1:2",
    "zq7\\nX-ZQ7:1",
    "zq7,\\;\\,",
    "zq7\r\nSet-Cookie: zq7=1",
    "zq7\r\n\r\n<zq7>",
    "zq7\rLocation: //zq7",
    "zq7%0d%0aX-Zq7:1",
    "zq7\u2028X-ZQ7:1",
    "zq7\x85X-ZQ7:1",
    'zq7"; filename="evil.exe',
    "zq7\x0b\x0cX-ZQ7:1",
    "ö" * 74 + "zq7",
    "zq7 " + "x" * 75 + "\r\n y",
)

PATHS = (
    "../../etc/zq7",
    "..\\..\\zq7",
    "/etc/zq7",
    "C:\\zq7",
    "zq7\x00.pdf",
    "....//zq7",
    "%2e%2e%2fzq7",
    "~/zq7",
    "zq7/../../x",
    "-zq7",
    "con.zq7",
    "file.zq7:stream",
)

UNSEEN = (
    *(
        f"zq7{sign}exe.txt{sign}"
        for sign in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200b\u2060\ufeff\u200e\u200f\u061c\u00ad\u180e"
    ),
    "zq7\u202efdp.exe",
    "z\u200bq\u200b7 zq7",
    "zq7\x00\x01\x1f\x7f",
    "zq7\u2069\u2069\u202c",
)

LOOK_ALIKES = (
    "zq7 аdmin",
    "zq7 раураl",
    "zq7 ｊａｖａｓｃｒｉｐｔ：",
    "zq7 ＜script＞",
    "zq7 ﹤img﹥",
    "zq7 ʼ OR ʼ1",
    "zq7 A\u0301\u0301\u0301",
    "zq7 ﷽",
)

TERMINALS = (
    "zq7\x1b[31mrot",
    "zq7\x1b]0;zq7\x07",
    "zq7\x1b[2J",
    "zq7\x9b31m",
    "zq7\x08\x08\x08",
    "zq7\x1b]8;;//zq7\x1b\\x",
    "zq7\n2026-11-28T00:00:00Z [error] zq7.forged",
    'zq7", "level": "critical", "x": "',
    "zq7\r[info] zq7",
)

MARKUP = (
    "<b>zq7</b>",
    "<a href='tg://user?id=1'>zq7</a>",
    "*zq7*",
    "_zq7",
    "[zq7](tg://user?id=1)",
    "`zq7",
    "```zq7",
    "||zq7||",
    "<tg-spoiler>zq7",
    "/zq7@bot",
    "@zq7",
    "#zq7",
    "<code>zq7",
    "<b><i>zq7</b></i>",
)

STRUCTURES = (
    '{"zq7": 1}',
    '"}, {"zq7": "',
    "\\u0000zq7",
    "\\zq7",
    "</script><zq7>",
    '{"__proto__": "zq7"}',
    "[zq7",
    "NaN zq7",
    "zq7\\",
)

LONG = ("zq7" * 30, "zq7 " * 25, "zq7" + "\u0301" * 80, "👩\u200d🚒" * 15 + "zq7", "zq7" + "\n" * 60, "zq7" + " " * 90)

HALVES = ("zq7 \ud800", "zq7 \udfff\ud800", "\udc00zq7")
"""Only JSON can bring these."""

FAMILIES = {
    "html": HTML,
    "attributes": ATTRIBUTES,
    "addresses": ADDRESSES,
    "templates": TEMPLATES,
    "statements": STATEMENTS,
    "formulas": FORMULAS,
    "cells": CELLS,
    "xml": XML,
    "lines": LINES,
    "paths": PATHS,
    "unseen": UNSEEN,
    "look-alikes": LOOK_ALIKES,
    "terminals": TERMINALS,
    "markup": MARKUP,
    "structures": STRUCTURES,
    "long": LONG,
    "halves": HALVES,
}
PAYLOADS = tuple(payload for family in FAMILIES.values() for payload in family)
