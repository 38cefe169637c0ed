"""What the Telegram channel itself says."""

from handlers.i18n import phrase

GROUP_HINT = phrase(
    "I only answer in a private chat, so that what you say stays between you and us. Please press the button to open it."
)
GO_PRIVATE = phrase("Open private chat")
SHARE_LOCATION = phrase("📍 Share my location")
LOCATION_HINT = phrase("For the next question you can also share your location, with the button at the very bottom.")

EDITED = phrase(
    "I do not see changes to messages you have already sent. Please send the corrected text as a new message. "
    "What we have stored already you can change or withdraw with /meine."
)
PHOTO = phrase("I cannot take pictures. Please describe in words what it is about and where.")
VOICE = phrase("I cannot listen to voice messages. Please write down in a few words what it is about.")
STICKER = phrase("I can only read text. Please write down in a few words what it is about.")
FILE = phrase("I cannot take files. Please write down in a few words what it is about.")
CONTACT = phrase("I do not need contact details and have not stored them. Please write down what it is about.")
OTHER = phrase("I can only read text and locations. Please write down in a few words what it is about.")

# What we say to which kind of message (kinds as in turn.Unreadable).
UNREADABLE = {
    "edited": EDITED,
    "photo": PHOTO,
    "video": PHOTO,
    "video_note": PHOTO,
    "animation": STICKER,
    "voice": VOICE,
    "audio": VOICE,
    "sticker": STICKER,
    "document": FILE,
    "contact": CONTACT,
}

# Shown by Telegram before the first message, and in the bot's profile.
DESCRIPTION = phrase(
    "Here you can tell us in two minutes what worries you about safety in {city}, hear of forums and see what became of it. "
    "This is an automatic service of the city, not an emergency line: in danger call 110 or 112."
)
SHORT_DESCRIPTION = phrase("Say what worries you about safety in {city}. In an emergency call 110 or 112.")
