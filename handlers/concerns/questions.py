"""Which help answers a question: told by the words in it, in the languages residents write in."""

import re

from handlers.concerns import texts
from handlers.deps import Deps
from handlers.i18n import Phrase
from handlers.residents import texts as resident_texts
from nlp.folding import folded

# Stems of folded words; the first subject of which one is found is answered, so the narrow ones stand first.
_SUBJECTS: tuple[tuple[Phrase, re.Pattern[str]], ...] = tuple(
    (answer, re.compile(rf"(?<!\w)(?:{stems})"))
    for answer, stems in (
        (
            texts.ABOUT_DATA,
            r"daten|datenschutz|gespeichert|speicher|loesch|anonym|dsgvo|auskunft|meinen namen|mein name|wer liest"
            r"|privacy|personal data|my data|delete|stored|gdpr|anonymous|who reads"
            r"|дані|даних|видал|анонім|хто читає|данн|удал|аноним|кто читает"
            r"|بيانات|بياناتي|حذف|خصوصية|مجهول"
            r"|dane|danych|usun|anonimow|kto czyta|du lieu|xoa|rieng tu|an danh",
        ),
        (
            texts.ABOUT_SURVEY,
            r"umfrage|fragebogen|survey|questionnaire|опитуван|анкет|опрос|استبيان|استطلاع|ankiet|khao sat",
        ),
        (
            texts.ABOUT_MINE,
            r"mein\w* anliegen|meine meldung|vorgangsnummer|was wurde aus|was ist aus|my concern|case number|my report"
            r"|моє звернення|мого звернення|мое обращение|моего обращения|طلبي|رقم الحالة|moje zgloszenie|mojego zgloszenia",
        ),
        (
            texts.ABOUT_FORUMS,
            r"for(?:um|en)\b|buergerforum|veranstaltung|termin|anmeld|teilnehm|treffen|wann findet|wo findet|dolmetsch"
            r"|barrierefrei|kinderbetreuung|forums?\b|meeting|register|sign up|take part|interpreter"
            r"|форум|зустріч|зареєстр|встреч|зарегистр|переводчик|перекладач|منتدى|اجتماع|لقاء|تسجيل|مترجم"
            r"|spotkani|zapis|tlumacz|dien dan|cuoc hop|dang ky|phien dich",
        ),
        (
            texts.ABOUT_PLAN,
            r"masterplan|zeitplan|plan\b|prozess|beteiligung|arbeitsgruppe|lenkungskreis|wie geht es weiter|ergebnis"
            r"|wie lange|bis wann|schedule|process|workgroup|working group|deadline|what happens"
            r"|план|процес|группа|група|خطة|مجموعة|proces|grup|termin|ke hoach|nhom",
        ),
        (texts.ABOUT_LANGUAGE, r"sprache|deutsch|englisch|language|english|мов[аиіу]|язык|لغة|العربية|jezyk|tieng"),
        (
            texts.ABOUT_CONTACT,
            r"anruf|rueckruf|zurueckruf|ruf\w* (?:sie )?(?:mich|uns)|melde\w* (?:sie )?sich|schreib\w* (?:sie )?(?:mir|uns)"
            r"|call me|call us|phone me|ring me|зателефон|передзвон|позвон|перезвон|اتصل|zadzwon|oddzwon|goi lai|gọi lại"
            r"|ansprechpartner|telefonnummer|erreiche|kontakt|zustaendig|mitarbeiter|mensch|roboter|bist du|wer bist"
            r"|contact|talk to|human|robot|\bbot\b|who are you|контакт|людин|робот|человек|تواصل|اتصال|شخص|روبوت"
            r"|czlowiek|kontakt|lien he|robot",
        ),
    )
)


def answer(text: str, deps: Deps) -> tuple[Phrase, ...]:
    """Return what to say to a question: what helps with its subject, or all that can be done here.

    Who wants to be called may be in danger after all, so the numbers for that stand beside it.
    """
    words = folded(text)
    for phrase, stems in _SUBJECTS:
        if stems.search(words):
            return (phrase, resident_texts.NO_EMERGENCY) if phrase is texts.ABOUT_CONTACT else (phrase,)
    return (texts.ABOUT_ANYTHING(operator=deps.city.info.operator),)
