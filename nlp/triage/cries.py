"""Cries for help: messages that are nothing else, in seven languages; found whatever a model thinks of them."""

from __future__ import annotations

import re

from nlp.stems import words

_WORD = re.compile(r"[^\W\d_]+|\d+")
_MOST_WORDS = 6
_CRIES = words(
    """
    hilfe helft hilf sos notruf notarzt notfall feuer brennt polizei rettungswagen krankenwagen mayday
    help emergency fire ambulance police
    допоможіть поможіть рятуйте помогите спасите поліція поліцію полиция полицию пожежа пожар
    النجدة ساعدوني ساعدونا انقذوني أنقذوني الحقوني شرطة الشرطة حريق اسعاف إسعاف
    pomocy ratunku ratujcie pomozcie pomóżcie policja policje policję karetka karetke karetkę pali
    cuu cứu cháy
    """
)
_AROUND_THEM = words(
    """
    zu bitte schnell sofort mir mich helfen sie ruft rufen die den ein eine einen es kommt kommen jetzt jemand 110 112
    please pls me us somebody someone call the a quick now
    будь ласка швидше скоріше мені нам пожалуйста скорее быстрее мне
    بسرعة نار أرجوكم ارجوكم
    na pomoc prosze proszę szybko sie się
    toi tôi voi với giup giúp lam làm on ơn canh sat cảnh sát cap cấp
    """
)


def is_cry(text: str) -> bool:
    """Tell whether a text in small letters is nothing but a cry for help."""
    said = {_shortened(word) for word in _WORD.findall(text[:200])}
    return len(said) <= _MOST_WORDS and not said.isdisjoint(_CRIES) and said <= _CRIES | _AROUND_THEM


def _shortened(word: str) -> str:
    """Return a word without the letters that a cry draws out: `hiiilfeee`."""
    return re.sub(r"(\w)\1{2,}", r"\1", word)
