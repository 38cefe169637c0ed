"""The wish to be called or written to: messages that are nothing else, in seven languages; a model takes them for cries for help."""

from __future__ import annotations

import re

from nlp.stems import words

_WORD = re.compile(r"[^\W\d_]+|\d+")
_MOST_WORDS = 12
_HURRIED = frozenset({"110", "112"})
# Phrases in folded letters; each means: get in touch with me.
_WISHES = re.compile(
    r"\b(?:ruf(?:en|t)? (?:sie |ihr |du )?(?:mich|uns)|(?:mich|uns) (?:bitte )?(?:mal )?(?:an|zurueck)rufen|rueckruf"
    r"|(?:um|auf) (?:einen |ihren )?anruf|meld(?:en|et|e) (?:sie |euch |dich )?(?:sich )?(?:bitte )?(?:mal )?bei (?:mir|uns)"
    r"|(?:schreib(?:en|t|e)?|antwort(?:en|et|e)) (?:sie |ihr |du )?(?:mir|uns)"
    r"|call (?:me|us)|(?:phone|ring) (?:me|us)|contact (?:me|us)|(?:write|get back) to (?:me|us)"
    r"|(?:за|пере)телефонуйте (?:мені|нам)|передзвоніть (?:мені|нам)|напишіть (?:мені|нам)"
    r"|(?:по|пере)звоните (?:мне|нам)|(?:мне|нам) (?:по|пере)звоните|напишите (?:мне|нам)"
    r"|اتصلوا (?:بي|بنا)|اتصل (?:بي|بنا)|اكتبوا (?:لي|لنا)"
    r"|(?:do (?:mnie|nas) )?(?:zadzwonic|oddzwonic)|(?:zadzwoncie|oddzwoncie) do (?:mnie|nas)|o (?:telefon|kontakt)"
    r"|goi lai cho (?:toi|chung toi)|gọi lại cho (?:toi|tôi|chúng tôi))\b"
)
_AROUND_THEM = words(
    """
    bitte mal doch ich wir moechte dass wuerde koennen koennten koennt wuerden bittet wuensche einen
    um auf unter der nummer tel telefon handy meiner heute morgen
    vormittag nachmittag abend ab bis uhr rufen ruft rufe ruf sie ihr du mich uns an zurueck anrufen zurueckrufen rueckruf anruf ihren
    melden meldet melde euch dich sich bei mir schreiben schreibt schreib antworten antwortet antworte danke und gern gerne
    hallo guten tag
    please call phone ring contact write get back me us to on at my number today tomorrow i would like a you can could hello thanks
    зателефонуйте перетелефонуйте передзвоніть напишіть мені нам будь ласка за номером дякую
    позвоните перезвоните напишите мне нам пожалуйста по номеру спасибо
    اتصلوا اتصل اكتبوا بي بنا لي لنا من فضلكم رجاء رجاءً على الرقم شكرا شكرًا
    prosze do mnie nas zadzwonic oddzwonic zadzwoncie oddzwoncie o telefon kontakt pod numer dziekuje
    xin hay goi gọi lai lại cho toi tôi chung chúng theo so số cam cảm on ơn
    """
)


def is_wish(text: str) -> bool:
    """Tell whether a folded text is nothing but the wish to be called or written to; whoever names 110 or 112 wants more."""
    said = [word for word in _WORD.findall(text[:200]) if not word.isdigit() or word in _HURRIED]
    return len(said) <= _MOST_WORDS and _WISHES.search(text) is not None and _AROUND_THEM.issuperset(said)
