"""What residents read about their data."""

from handlers.i18n import phrase, phrases

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
ERASED_PERSON = phrase("Done. Your data are erased; your concerns stay in the consideration without any link to you.")
COMMANDS = {"auskunft": phrase("What we have stored"), "loeschen": phrase("Erase your data")}
