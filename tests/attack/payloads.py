"""What hostile people type, send and ask for: one corpus for every door."""

MARK = "Wegelagerer"
"""Stands in every text that is sent, to be looked for where no text may be."""

SCRIPT = "<script>alert(1)</script>"
IMAGE = "\"'><img src=x onerror=alert(2)>"

TEXTS = (
    f"{MARK}: die Beleuchtung ist dunkel {SCRIPT}{IMAGE}",
    f"=cmd|' /C calc'!A0 {MARK}, Beleuchtung dunkel",
    f"+49 {MARK}, Beleuchtung dunkel",
    f"-1+1 {MARK}, Beleuchtung dunkel",
    f"@SUM(1) {MARK}, Beleuchtung dunkel",
    f"\u202e=1+1 {MARK}, Beleuchtung dunkel",
    f"\ufeff=1+1 {MARK}, Beleuchtung dunkel",
    f"\t=1+1 {MARK}, Beleuchtung dunkel",
    f'Dunkel {MARK}\r\n=2+5\r\n;x;y"z Beleuchtung',
    f"<r>{MARK} Beleuchtung</r>",
    f"{{{{7*7}}}} {{0.__class__}} {{n}} %s %(n)s {MARK} Beleuchtung",
    f"NUL \x00 Escape \x1b[31m {MARK} Beleuchtung",
    f"\u2066{MARK}\u2069 A\u0301\u200d Beleuchtung \U0001f600",
    f"' OR 1=1; DROP TABLE concern; -- {MARK} Beleuchtung",
)

TELEGRAM_TEXTS = (
    *TEXTS,
    f"half \ud800 {MARK} Beleuchtung",
    f"/ortsteil \x00 {MARK} \udfff",
    f"/start forum-{'9' * 50}",
)

FIELD_VALUES = (
    "", "\x00", "9" * 5000, "-1", "1e5", "\u0663", "inf", "nan", "<b>", "{}", "0x10", "2026-02-30T18:00", "2026-03-29T02:30",
    "9999-12-31T23:59", "0001-01-01T00:00", "2026-12-03T18:00+99:99", "2999-12-31T23:59:59-23:59", "1" + "0" * 30,
)  # fmt: skip

NUMBERS = (
    "0",
    "-1",
    "9" * 9,
    "9" * 10,
    "9" * 18,
    "9" * 19,
    "9" * 40,
    "%D9%A3",
    "1%00",
    "1.0",
    "%ff",
    "%ed%a0%80",
    "..%2f1",
)

QUERIES = (
    "seite=-1", f"seite={'9' * 30}", "seite=%D9%A1", "von=0000-00-00", "von=99999999", "von=2026-W01", "bis=31.12.2999",
    "von=2999-12-31", "text=%00", "text=%ed%a0%80", "text=%25", "status=NEW", "status=new&status=x", "ortsteil=%00", "topic[]=x",
    f"ortsteil={'a' * 3000}", "workgroup=x%00", "did=%3Cscript%3E", "start=%00%ff", "latest=%ff",
)  # fmt: skip

RAW_PATHS = (
    b"//moderation/concerns.csv", b"/moderation/./concerns.csv", b"/x/../moderation/concerns.csv", b"/moderation/concerns.csv/",
    b"/moderation%2fconcerns.csv", b"/%6doderation/concerns.csv", b"http://evil.example/moderation/concerns.csv",
    b"/Moderation/concerns.csv", b"/moderation;/concerns.csv", b"/static/../../bot/web.py", b"/static/..%2f..%2fweb.py",
    b"/foren/%00", b"/foren/%ff.ics", b"/foren/x%0d%0aX-Evil:1.ics", b"/moderation/anmelden/%ff", b"/moderation/anmelden/\xff",
    b"/chat/datei/m999999999999999999", b"*", b"/" + b"a" * 9000,
)  # fmt: skip

PART = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n'
MULTIPARTS = (
    b"", b"--x", b"--x--", b"--x\r\n\r\n", b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--", PART + b"\r\nabc",
    PART + b"Content-Transfer-Encoding: base64\r\n\r\n!!!\r\n--x--\r\n", PART + b"Content-Encoding: gzip\r\n\r\nxx\r\n--x--\r\n",
    PART + b"Content-Transfer-Encoding: banana\r\n\r\nx\r\n--x--\r\n", PART + b"Content-Length: 99\r\n\r\nx\r\n--x--\r\n",
    PART + b"Content-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n\r\nx\r\n--y--\r\n--x--\r\n",
    PART + b"X: " + b"a" * 20_000 + b"\r\n\r\nx\r\n--x--\r\n",
    b"--x\r\nContent-Disposition: form-data; name=\"\xff\"; filename*=UTF-8''%ff\r\n\r\nx\r\n--x--\r\n",
)  # fmt: skip

QUESTION = 'id="x"\ntitle="T"\n[[question]]\nid="a"\ntype="text"\ntext="Was?"\n'
SURVEYS = (
    "x=" + "9" * 5000,
    "x=" + "[" * 200_000,
    "x=" + "{a=" * 60_000,
    ".".join(["a"] * 100_000) + "=1",
    "[" + ".".join(["a"] * 900) + "]",
    "\n".join(f"k{number}=1" for number in range(20_000)),
    "id='x'\ntitle='t'\n" + "[[question]]\n" * 20_000,
    QUESTION + "options=[" + "'a'," * 50_000 + "]",
    *(
        f"closes={moment}\n{QUESTION}"
        for moment in ("0001-01-01", "9999-12-31", "9999-12-31T23:59:59-14:00", "inf", "12:00:00")
    ),
    f"min_cell={'9' * 4000}\n{QUESTION}",
    QUESTION.replace("Was?", "\\u0000"),
    "id='x'\ntitle='t'\nquestion=1",
    "id='x'\ntitle='t'\nquestion=[1]",
    "\x00",
)

PLANS = (
    *SURVEYS[:6],
    "[" + ".".join(["'='"] * 100_000) + "]",
    "x = {" + ".".join(["a"] * 100_000) + " = '1'}",
    "\n".join(".".join(["a"] * 90) + f".b{number} = 1" for number in range(9000)),
    "[[paragraph]]\n" * 100_000,
    "[[paragraph]]\nchapter = 'a'\nlabel = '1'\ntitle = 'b'\n" + "x = 1\n",
)

CHAT_IDS = ('""', '"abc"', '"9\\u0000"', "1.5", "1e300", "null", "true", "{}", "[]")
UPDATE_IDS = ("-1", "1.0", "1e3", str(2**63), '"5"', "true", "null", "[]", "NaN", "9" * 5000)
