"""What residents read when a forum is announced, moved or cancelled, and the desk before."""

from handlers.i18n import phrase, phrases

ANNOUNCED = phrase("New forum: {title}")
MOVED = phrase("Changed: {title}\nTime or place of this forum have changed. This holds now:")
CANCELLED = phrase("Cancelled: {title}")
CANCELLED_DETAILS = phrase("The forum on {start} does not take place. We are sorry.")
OTHER_FORUMS = phrase("/foren shows the other forums. You can tell us your concern in the chat at any time.")
STILL_REGISTERED = phrase("You are still registered. If you cannot come any more, please tell us with the button.")
STILL_WAITING = phrase("You are still on the waiting list.")
PLACE_FREE = phrase("A place became free for you: {title}. You are registered now.")
PLACE_FREE_ASK = phrase("If you cannot come after all, please tell us with the button, so that somebody else can.")

# At the desk
TELL_NOBODY = phrase("Nobody is told now: nobody has subscribed or been told yet.")
TELL_AUDIENCE = phrases(
    "{n} person who subscribed to such forums receives this message.",
    "{n} people who subscribed to such forums receive this message.",
)
TELL_TOLD = phrases(
    "{n} person was told of this forum and receives this message.",
    "{n} people were told of this forum and receive this message.",
)
