"""What a text without danger is: simple rules, each right nine times in ten or better; everything else is a concern."""

from __future__ import annotations

import re

from nlp.results import Triage

# Longer texts say more than one thing: a person decides.
_LONGEST = 160

_CHATTER = re.compile(
    r"\W*(?:(?:hallo|hi|hey|moin|moin moin|guten (?:tag|morgen|abend)|ok|okay|ja|nein|jo|hm+|danke\w*|test"
    r"|tschuess\w*|123|asdf\w*|haha\w*"
    r"|lol|schoenen (?:tag|abend)(?: noch)?|schoenes wochenende|bis dann|hello|hey there|thanks?|ok thanks"
    r"|thank you|good (?:morning|evening)|bye"
    r"|привіт|тест|дякую|добрий день|гарного (?:дня|вечора)|привет|спасибо|здравствуйте|добрый день|пока|ну ладно"
    r"|مرحبا|السلام عليكم|تمام|شكرا|ههه+|czesc|cześć|dzien dobry|dzień dobry|dzieki|dziękuję|milego dnia|miłego dnia"
    r"|xin chao|xin chào|cam on|cảm ơn|thu|thử)\W*)*"
)
_ABUSE = re.compile(
    r"\b(?:arschloecher|arschloch|wichser|verpiss\w*|fresse halten|missgeburt|drecksverein|volksverraeter"
    r"|hurensohn|spast\w*|vollidiot\w*|schlampe\w*"
    r"|leck mich|fick\w*|gesindel|schmarotzer|sozialschmarotzer|bastards?|fuck\w*|go to hell|piece of (?:junk"
    r"|shit)|ублюд\w*|уроды|подонк\w*|покидьк\w*"
    r"|заткнись|ідіоти|идиоты|spierdalaj\w*|kurwa\w*|spadaj)\b|\b(?:auslaender|muslime|migranten|asylanten"
    r"|juden|schwule) raus\b|\b(?:krypto|gratis anmelden"
    r"|potenzmittel|sportwetten|free followers|click my profile)\b"
)
# A question asks for a fact; "why is there no …?" and "could one not …?" are wishes.
_QUESTION = re.compile(
    r"\W*(?:wann|wer|wie|wo|was|welche\w*|bis wann|an wen|bei wem|auf welch\w*|kann (?:ich|man|unser)"
    r"|koennt ihr|darf|muss ich"
    r"|gibt es|bist du|sind sie|ist (?:das|die|der)|habt ihr|bekommt man|werden|when|who|how|what|where|can|do"
    r"|does|are|is|will"
    r"|хто|як|чи|коли|де|навіщо|кто|как|когда|где|можно|هل|من|كيف|متي|متى|ماذا|لماذا|اين|أين|kto|jak|czy|kiedy"
    r"|gdzie|co|o ktorej"
    r"|ai|khi nao|khi nào|lam sao|làm sao|bao nhieu)\b.*\?\W*"
)
_WISH = re.compile(
    r"\b(?:warum|koennte\w*|sollte\w*|anzeig\w*|nicht mal|endlich|zuhoer\w*|therap\w*|psych\w*|психолог\w*|نفسي|tam ly|tâm lý)\b"
)


def kind_of(text: str) -> Triage:
    """Return the class of a folded text in which nobody is in danger."""
    if len(text) > _LONGEST or not text.strip():
        return Triage.CONCERN
    if _ABUSE.search(text):
        return Triage.ABUSE
    if _QUESTION.fullmatch(text) and not _WISH.search(text):
        return Triage.QUESTION
    return Triage.CHATTER if _CHATTER.fullmatch(text) else Triage.CONCERN
