"""What residents read about their data."""

from collections.abc import Mapping

from handlers.i18n import Phrase, phrase, phrases

STORED = phrase("This is stored about you:")
SINCE = phrase(
    "We have known you since {at}, by a number of our own. Your address in this channel is stored encrypted."
)
LANGUAGE = phrase("Language: {language}")
DISTRICT = phrase("District: {district}")
NO_DISTRICT = phrase("District: none")
SUBSCRIBED = phrase("Announcements of forums: yes")
NOT_SUBSCRIBED = phrase("Announcements of forums: no")
CONSENTED = phrase("Agreed to the privacy notice of {version} on {at}")
NOT_CONSENTED = phrase("Agreed to the privacy notice: no")
CONCERNS = phrases("{n} concern handed in; /meine shows it.", "{n} concerns handed in; /meine shows them.")
REGISTRATIONS = phrases("Registered for {n} forum.", "Registered for {n} forums.")
ANSWERS = phrases("Answers given in {n} survey.", "Answers given in {n} surveys.")
MORE = phrase("The privacy notice says how long we keep it: {url}")

AS_FILE = phrase("And here is all of it word for word, as a file (JSON).")
NOTHING_STORED = phrase("Nothing is stored about you any more.")
KINDS: Mapping[str, Phrase] = {
    "resident": phrase("You, by a random number of our own."),
    "identity": phrase("Your addresses by channel; in the database they are encrypted."),
    "chat_link": phrase("Until when your private link to the web chat is good; the link itself is not stored."),
    "connect_code": phrase("A code by which you wanted to connect another channel; the code itself is not stored."),
    "former_number": phrase("Our numbers for you before you connected two channels."),
    "consent": phrase("When you agreed to which privacy notice, and when you took that back."),
    "registration": phrase("Forums you registered for."),
    "response": phrase("Surveys you began or finished."),
    "answer": phrase("Your answers in surveys."),
    "said_line": phrase("What you wrote on the chat page in the last 30 days."),
    "open_question": phrase("The question that is open, and what you said to it so far."),
    "outgoing": phrase("Messages to you, with their words as far as these are still kept."),
    "aside": phrase("Texts that were taken for an insult."),
    "tiding": phrase("Steps of your concerns you were or will be told of."),
    "kept_update": phrase("Messages of yours that an error kept from us."),
    "moderator": phrase("Your role at the desk, where this chat is bound to one."),
    "concern": phrase("Your concerns as the workgroups see them, and what became of them."),
    "concern_text": phrase("Your concerns as you wrote them."),
    "concern_meaning": phrase("Numbers by which a concern is compared with others."),
    "concern_topic": phrase("Topics of your concerns, and which places in the text led to them."),
    "concern_workgroup": phrase("Workgroups your concerns went to."),
    "passage": phrase("Parts of your concerns that are weighed on their own."),
    "passage_topic": phrase("Topics of these parts."),
    "joining": phrase("Which concern is considered together with which."),
    "consideration": phrase("What was decided about each part, and why."),
    "objection": phrase("Your wish to have it looked at again."),
    "text_look": phrase("When somebody at the desk looked at your original text."),
    "ledger_entry": phrase("Every act around your concerns."),
    "claim": phrase("Until when somebody at the desk works on one of your concerns."),
    "state_before": phrase("How a concern stood before the last change at the desk, for a day."),
    "decision_concern": phrase("Decisions of meetings that are about your concerns."),
    "decision_passage": phrase("Decisions of meetings that are about single passages of your concerns."),
}

TO_GO = phrase("If you erase, this goes at once and for good:")
GO_PERSON = phrase("• your address, district, language and consent")
GO_WORDS = phrase("• what you wrote here, and messages still waiting for you")
GO_REGISTRATIONS = phrases("• your registration for {n} forum", "• your registrations for {n} forums")
GO_ANSWERS = phrases("• your answers in {n} survey", "• your answers in {n} surveys")
GO_TEXTS = phrases(
    "• with “Erase everything”: the text of {n} concern", "• with “Erase everything”: the texts of {n} concerns"
)
TO_STAY = phrase("This stays, without text and without you:")
STAY_CONCERNS = phrases(
    "• of {n} concern: number, day, place, topics, what became of it, and the reason the desk wrote",
    "• of {n} concerns: number, day, place, topics, what became of them, and the reasons the desk wrote",
)
STAY_LEDGER = phrase("• in the ledger: that something happened to these numbers on which day")
STAY_QUOTES = phrase(
    "In reports that are published already a quote from your text may stand, without your name. "
    "We cannot take that back."
)
STAY_JOURNAL = phrase("• for 400 days: a random number and the moment, so that no backup brings you back")
ASK_ERASE = phrase(
    "What shall we erase? This cannot be undone. If you erase everything, the texts of your concerns go too and can no longer be "
    "considered. If you erase only your person, your concerns stay without any link to you."
)
ERASE_ALL = phrase("Erase everything")
ERASE_PERSON = phrase("Only my person, keep my concerns")
KEEP_ALL = phrase("Erase nothing")
KEPT = phrase("Good, nothing was erased.")
ERASED_ALL = phrase(
    "Done. Your data and the texts of your concerns are erased. If you write to us again, you begin anew."
)
ERASED_PERSON = phrase("Done. Your data are erased; your concerns will still be considered, without any link to you.")
COMMANDS = {"auskunft": phrase("What we have stored"), "loeschen": phrase("Erase your data")}
