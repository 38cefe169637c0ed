"""What residents read about their concerns."""

from handlers.dialog.texts import BACK, CANCEL
from handlers.i18n import phrase, phrases
from storage.models import Outcome, Status

__all__ = ["BACK", "CANCEL"]

ASK_TEXT = phrase(
    "Please write in one or two sentences what worries you about safety, and where. For example: "
    "“On the way from the tram stop to the school it is very dark in the evening.”"
)
DISCARDED = phrase("Cancelled. We have stored nothing of this concern. You can write to us again at any time.")
ASK_NEW_TEXT = phrase("Please write the new text.")
ASK_CALM_TEXT = phrase(
    "Good. Then please write to us once more what it is about. We take it as a concern for the plan."
)
ASK_BARRIER = phrase(
    "Which barrier did you find? Please write on which page or in which step of the chat it was, and what you used, "
    "for example a screen reader or large print."
)
BARRIER = phrase("Barrier in this service: {text}")
OUTSIDE = phrase("This location lies outside {city}. Please write to us in words where it is.")
NO_WORDS = phrase("Please write to us in words what it is about.")
TOO_SHORT = phrase(
    "That is very short. Please write at least {least} characters, so that others understand what you mean and where."
)
TOO_LONG = phrase(
    "That is {length} characters; we can take at most {most}. Please shorten it, or send it as two concerns."
)

PREVIEW = phrase("This is how we pass it on:")
QUOTED = phrase("“{text}”")
HIDDEN = phrase("Personal details are replaced by words in [brackets].")
SHOW_WORDS = phrase("Do not hide “{words}”")
PLACE = phrase("Place: {district}")
PLACE_BECAUSE = phrase("Place: {district} (because of “{words}”)")
PLACE_YOURS = phrase("Place: {district} (your district)")
NO_PLACE = phrase("Place: none given")
TOPICS = phrase("Topics:\n• {topics}")
TOPIC_BECAUSE = phrase("{topic} (because of “{words}”)")
NO_TOPIC = phrase("Topics: not clear yet. A person will assign it, or you choose one yourself.")
ADDED = phrase("We have added that to your concern.")
IS_IT_RIGHT = phrase("Is this right?")
SEND = phrase("Hand in")
CHANGE_TEXT = phrase("Change text")
CHANGE_TOPICS = phrase("Change topics")
CHANGE_PLACE = phrase("Change place")
NOWHERE = phrase("No particular place")
ASK_PLACE = phrase("Which district is it about? Type its name, send a location, or choose.")
ASK_TOPICS = phrases(
    "Which topics fit? You can choose up to {most}. Chosen: {n}.",
    "Which topics fit? You can choose up to {most}. Chosen: {n}.",
)
TOO_MANY_TOPICS = phrase("At most {most} topics. Please take one away first.")
CHOSEN = phrase("☑ {topic}")
NOT_CHOSEN = phrase("☐ {topic}")
TOPICS_DONE = phrase("Done")

RECEIPT = phrase("Thank you. Your concern has the number {number}.")
RECEIPT_CODE = phrase(
    "Its code is {code}. With the number and the code you can see at {url} how far it has got. Neither your text "
    "nor who you are is shown there."
)
GOES_TO = phrase("It goes to: {workgroups}. Every concern is considered; you will hear what became of it.")
GOES_TO_PERSON = phrase(
    "A person reads it and assigns it to a workgroup. Every concern is considered; you will hear what became of it."
)
SEE_MINE = phrase("/meine shows all your concerns.")

DANGER_110_112 = phrase("Are you or others in danger? Call at once: 112 (fire brigade, ambulance) or 110 (police).")
DANGER_110 = phrase("Are you or others in danger? Call at once: 110 (police) or 112 (fire brigade, ambulance).")
NOT_READ_LIVE = phrase(
    "Nobody is reading this chat at the moment, and we cannot send help. We have not stored your message."
)
HELPLINES = phrase("These numbers can help, too:")
HELPLINE = phrase("{label}: {number} ({hours})")
HELPLINE_NUMBER = phrase("{label}: {number}")
HELPLINE_LINK = phrase("{label}: {url}")
NO_DANGER = phrase("No immediate danger: hand it in as a concern")

HAND_IN_ANYWAY = phrase("Hand it in as a concern all the same")
NOT_NEEDED = phrase("Not needed")
CRISIS = phrase(
    "What you write sounds very hard. You do not have to carry it alone: at these numbers people listen to you."
)
CRISIS_EMERGENCY = phrase("If you or others are in danger, call 112 at once.")
CRISIS_NOT_STORED = phrase("Nobody is reading this chat at the moment. We have not stored your message.")
CRIME = phrase(
    "That sounds like a criminal offence. Only the police can take a report: at any station, by telephone, or on the internet."
)
CRIME_NOW = phrase("If it is happening right now, call 110.")
CRIME_AS_CONCERN = phrase(
    "Here we collect what is to change. If you wish, we also take your text as a concern for the plan."
)
DEFECT = phrase("That sounds like a single thing the city can repair or remove.")
DEFECT_BECAUSE = phrase("That sounds like a single thing the city can repair or remove (because of “{words}”).")
DEFECT_LINK = phrase("The quickest way is {name}: {url} There you also see what became of it.")
DEFECT_AS_CONCERN = phrase(
    "If something should change there for good, we also take your text as a concern for the plan."
)
ABUSE = phrase("Please tell us calmly what this is about, then we can pass it on.")
QUESTION_AS_CONCERN = phrase("If it was not a question but a wish, we take your text as a concern.")
CHATTER = phrase(
    "Good day! Simply write to us in one or two sentences what worries you about safety. /hilfe shows what else you can do here."
)
ABOUT_DATA = phrase(
    "About your data: /auskunft shows what we have stored. /loeschen erases it. /datenschutz explains who sees what."
)
ABOUT_SURVEY = phrase("The survey is at /umfrage. You can stop at any question and go on later.")
ABOUT_MINE = phrase("/meine shows your concerns and what became of them.")
ABOUT_FORUMS = phrase("/foren shows the next forums: when, where, how accessible, and how to register.")
ABOUT_PLAN = phrase(
    "/zeitplan shows how the process goes on. What you hand in goes to the workgroups that write the plan."
)
ABOUT_LANGUAGE = phrase("With /sprache you choose the language of our messages. You can write to us in any language.")
ABOUT_CONTACT = phrase("This is an automatic service. /kontakt shows how to reach a person.")
ABOUT_ANYTHING = phrase(
    "I am an automatic service of {operator} and cannot answer every question. /hilfe shows what you can do here, "
    "/kontakt how to reach a person."
)

MINE_EMPTY = phrase("You have not handed in a concern yet. Simply write to us what worries you about safety.")
MINE = phrases("You have handed in {n} concern:", "You have handed in {n} concerns:")
MINE_LINE = phrase("{number}, {at}: “{text}” – {state}")
MINE_LINE_ERASED = phrase("{number}, {at} – {state}")
SHOW_PATH = phrase("What became of {number}?")
MINE_LAST = phrase("These are the latest {last}.")
WITHDRAW = phrase("Withdraw {number}")
WITHDRAW_SURE = phrase("Withdraw concern {number}? It then counts as withdrawn and its text is erased.")
WITHDRAW_YES = phrase("Yes, withdraw")
WITHDRAWN = phrase("Your concern {number} is withdrawn and its text erased.")
NOT_WITHDRAWABLE = phrase(
    "This concern can no longer be withdrawn, because a decision has already been made. /meine shows which."
)
CORRECT = phrase("Change the text")
ASK_CORRECTED = phrase(
    "Please write the new text of concern {number}. It takes the place of the old one, which is erased."
)
CORRECTED = phrase("Done. The new text of concern {number} is passed on like this:")
NOT_CORRECTABLE = phrase(
    "Somebody has already read this concern, so its text stays as it is. If something in it is wrong: /kontakt "
    "shows how to reach a person, and with /meine you can withdraw it."
)
NOT_FOUND = phrase("We do not know this concern.")

STATES = {
    Status.NEW: phrase("received"),
    Status.SEEN: phrase("read"),
    Status.CONFIRMED: phrase("read and assigned to topics"),
    Status.ASSIGNED: phrase("with the workgroup"),
    Status.CONSIDERED: phrase("considered"),
    Status.CLOSED: phrase("closed"),
}
OUTCOMES = {
    Outcome.OPEN: phrase("open"),
    Outcome.ADOPTED: phrase("adopted"),
    Outcome.PARTLY: phrase("adopted in part"),
    Outcome.NOT_ADOPTED: phrase("not adopted"),
    Outcome.PASSED_ON: phrase("passed on"),
    Outcome.JOINED: phrase("joined with others"),
    Outcome.WITHDRAWN: phrase("withdrawn"),
    Outcome.ERASED: phrase("erased"),
}
COMMANDS = {"anliegen": phrase("Hand in a concern"), "meine": phrase("Your concerns and what became of them")}
