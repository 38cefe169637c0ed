"""What residents read about themselves and this service."""

from handlers.i18n import phrase

GREETING = phrase(
    "Good day! This is Forumsbote, an automatic service of {operator}. It collects what residents say about safety in their "
    "city and hands it to the workgroups of the plan."
)
NO_EMERGENCY = phrase(
    "This is not an emergency line. In immediate danger call 110 (police) or 112 (fire brigade, ambulance)."
)
PRIVACY_SHORT = phrase(
    "In short about your data:\n"
    "• We know you only by a number of our own, not by your name.\n"
    "• We store what you hand in, and pass it on without personal details.\n"
    "• You can see everything with /auskunft and have it erased with /loeschen."
)
PRIVACY_LINK = phrase("The full privacy notice: {url}")
ASK_CONSENT = phrase("Do you agree? Then please press the button.")
AGREE = phrase("I agree, let us begin")
READ_PRIVACY = phrase("Read the privacy notice")
WORDS_KEPT_BACK = phrase("We have kept what you wrote and go on with it as soon as you agree.")
NOTICE_CHANGED = phrase("Our privacy notice has changed since you agreed to it.")
NOTICE_NEW = phrase("What is new: {change}")
CONSENT_HOLDS = phrase("What you agreed to still holds. If you agree to the new version too, please press the button.")
AGREE_AGAIN = phrase("I agree to the new version")
AGREED_AGAIN = phrase("Thank you, that is noted.")
AGREED = phrase("Thank you. Simply write to us what worries you about safety, in one or two sentences.")
WELCOME_BACK = phrase("Good to see you again. Simply write to us what worries you about safety.")
ASK_SUBSCRIPTION = phrase("May we tell you when there is a forum, where you can have your say in person?")
HEAR_NEAR = phrase("Yes, for my district")
HEAR_CITY = phrase("Yes, but only about forums for the whole city")
HEAR_NONE = phrase("No, thank you")
SUBSCRIBED_NEAR = phrase("Good. We will tell you about forums for the whole city and about those for {district}.")
SUBSCRIBED_CITY = phrase(
    "Good. We will tell you about forums for the whole city. With /ortsteil you also hear about those near you."
)
NOT_SUBSCRIBED = phrase("Good, we will only write when you write to us. /foren always shows the next forums.")

ASK_DISTRICT = phrase(
    "In which district do you live? Type its name, send your location, or choose. You can change it at any time with /ortsteil."
)
YOUR_DISTRICT = phrase("Your district at present: {district}.")
WHICH_OF_THESE = phrase("Which one do you mean?")
IN_WHICH_PART = phrase("Which part of {area} do you mean?")
DID_YOU_MEAN = phrase("Did you mean {district}?")
DISTRICT_UNKNOWN = phrase(
    "We do not know a district called “{typed}”. Please type it again, send your location, or choose from the list."
)
OUTSIDE_CITY = phrase(
    "This location lies outside {city}. Please type the name of the district, or choose from the list."
)
DISTRICT_SET = phrase("Noted: {district}.")
DISTRICT_FORGOTTEN = phrase("Good, we will not keep a district for you.")
RATHER_NOT = phrase("I would rather not say")

ASK_LANGUAGE = phrase("In which language would you like us to write to you?")
LANGUAGE_SET = phrase("From now on we will write to you in English.")
# Each draft says it in its own words, on its pages too.
DRAFT = phrase("This translation is a draft. Nobody has checked it yet. Where it differs, the German text holds.")

ASK_PAUSE = phrase("How long would you like a break from our messages? You still get answers to your own messages.")
PAUSE_WEEK = phrase("One week")
PAUSE_MONTH = phrase("One month")
RESUME = phrase("Tell me about forums again")
PAUSED = phrase(
    "Good. Until {until} we will only write when you write to us. We still remind you of forums you are registered for."
)
RESUMED = phrase("We will tell you about forums again.")
TURNED_AWAY = phrase(
    "Telegram no longer lets our messages through to you. Reminders and news stand here from now on. "
    "If you want them in Telegram again, write /start to us there."
)
STOPPED = phrase(
    "Done. You get no more messages from us unless you write first. Your subscription is erased. What you handed "
    "in will still be considered; /loeschen erases that too."
)

HELP = phrase(
    "What you can do here:\n"
    "• Simply write what worries you about safety: that becomes a concern.\n"
    "/anliegen – hand in a concern\n"
    "/meine – your concerns and what became of them\n"
    "/foren – the next forums, register\n"
    "/umfrage – answer the survey\n"
    "/zeitplan – how the process goes on\n"
    "/ortsteil – your district\n"
    "/sprache – language\n"
    "/verbinden – connect Telegram and web chat\n"
    "/trennen – take both apart\n"
    "/link – a private link to the web chat\n"
    "/pause – a break from our messages\n"
    "/stopp – no more messages\n"
    "/auskunft – what we have stored\n"
    "/loeschen – erase your data\n"
    "/datenschutz – privacy notice\n"
    "/kontakt – reach a person"
)
CONTACT = phrase("Responsible: {operator}.")
CONTACT_OFFICE = phrase("{office}, {address}")
CONTACT_MAIL = phrase("E-mail: {email}")
CONTACT_PHONE = phrase("Telephone: {phone}")
CONTACT_WEBSITE = phrase("Website: {website}")
COMMANDS = {
    "start": phrase("Begin"),
    "hilfe": phrase("What you can do here"),
    "ortsteil": phrase("Set your district"),
    "sprache": phrase("Choose the language"),
    "pause": phrase("A break from our messages"),
    "stopp": phrase("No more messages"),
    "kontakt": phrase("Reach a person"),
    "datenschutz": phrase("Privacy notice"),
    "abbrechen": phrase("Cancel what you started"),
}
