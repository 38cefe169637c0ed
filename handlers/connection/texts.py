"""What residents read about their two channels."""

from handlers.i18n import phrase, phrases

COMMANDS = {
    "verbinden": phrase("Connect Telegram and web chat"),
    "trennen": phrase("Take Telegram and web chat apart"),
    "link": phrase("Where your private link is made"),
}
OFF = phrase("Telegram is not in use here, so there is nothing to connect.")
AT_DESK = phrase("This chat belongs to an access of the desk and cannot be connected.")
WHAT_FOR = phrase(
    "You can connect this chat with your other one. Then both know you as the same person, and we can remind you in Telegram."
)
YOUR_CODE = phrase("Your code: {code}")
TYPE_IN_TELEGRAM = phrase(
    "It is good for {n} minutes, once. Open Telegram with the button, or write there to @{bot}: /verbinden {code}"
)
TYPE_IN_WEB = phrase(
    "It is good for {n} minutes, once. Open the web chat in your browser: {url}. Write there: /verbinden {code}"
)
OR_TYPE_HERE = phrase(
    "If you already have a code from there, type it here now. Never type a code that somebody else gave you."
)
OPEN_TELEGRAM = phrase("Open Telegram")
CODE_WRONG = phrase(
    "This code is not right, or no longer good. Please look at it once more, or fetch a new one with /verbinden in your other channel."
)
WHICH_CODE = phrase(
    "This code connects no chats, or it is no longer good. /verbinden gives you a new one. If it stands on a receipt, you see here "
    "how far your concern has come: {url}"
)
TOO_MANY_TRIES = phrase("That was too many wrong codes. Please wait a little, then try again.")
SAME_CHANNEL = phrase("This code comes from the same kind of chat. You can connect Telegram and web chat.")
ALREADY = phrase("Another Telegram chat is connected here already. Type /trennen first.")
BUSY = phrase("Something else is being written in your other channel just now. Please press the button again.")
WILL_HAPPEN = phrase("The code is right. If you connect, both chats become one:")
OTHER_CONCERNS = phrases(
    "• {n} concern from the other chat comes here.", "• {n} concerns from the other chat come here."
)
OTHER_NOTHING = phrase("• In the other chat nothing was handed in yet.")
SAME_FORUMS = phrases(
    "• You are registered for {n} forum in both chats. One registration stays, with the better place.",
    "• You are registered for {n} forums in both chats. One registration each stays, with the better place.",
)
SAME_SURVEYS = phrases(
    "• You answered {n} survey in both chats. The finished answers count, of two the later ones.",
    "• You answered {n} surveys in both chats. The finished answers count, of two the later ones.",
)
KEEPS = phrase("• Language and district stay as they are set here. Case numbers stay as they are.")
STOPPED_STAYS = phrase("• In one of the chats you said /stopp. That then holds for both.")
BOTH_READ = phrase("Whoever can open one of the two chats then sees everything. Do you want to connect them?")
YES_CONNECT = phrase("Yes, connect")
NO_CONNECT = phrase("No, leave it")
PRESS_PLEASE = phrase("Please press one of the two buttons.")
LEFT = phrase("Good, nothing was connected.")
CONNECTED = phrase("Connected. Both chats now know you as the same person.")
IS_CONNECTED = phrase("Telegram and web chat are connected.")
ANSWERS_GO = phrase("We answer where you write.")
REACH_TELEGRAM = phrase("Reminders and news come in Telegram, and the web chat shows them too.")
REACH_WEB = phrase("Reminders and news stand in the web chat only. You see them when you open it.")
LET_IN = phrase("Telegram does not let our messages through. Write /start to us there, then they can come again.")
SEPARATE = phrase("With /trennen you take both apart.")
CHANGE = phrase("With /verbinden you change that, with /trennen you take both apart.")
TO_TELEGRAM = phrase("Remind me in Telegram")
TO_WEB = phrase("Only in the web chat")
NOT_CONNECTED = phrase("Nothing is connected here. /verbinden connects Telegram and web chat.")
ASK_DISCONNECT = phrase(
    "If you take them apart, everything stays in this chat. The other one no longer knows you and begins anew. "
    "A private link to the web chat ends if you do this in Telegram. Do you want that?"
)
YES_DISCONNECT = phrase("Yes, take apart")
NO_DISCONNECT = phrase("No, stay connected")
DISCONNECTED = phrase("Done. Only this chat knows you now.")
STAYS_CONNECTED = phrase("Good, both stay connected.")
LINK_IN_WEB = phrase(
    "Under “What can I do here?” stands “Your private link”. With that link you open this conversation in any browser."
)
LINK_ONLY_WEB = phrase(
    "In Telegram you always find this conversation again. A private link is for the web chat; /verbinden connects both."
)
TOLD_OTHER = phrase("This chat is now connected with your other one. If that was not you, type /trennen here at once.")
