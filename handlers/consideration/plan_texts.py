"""What the pages of the plan and of the text modules say."""

from handlers.i18n import phrase

# At the desk
NO_SUCH_PARAGRAPH = phrase("This paragraph of the plan does not exist (any more).")
NO_SUCH_MODULE = phrase("This text module does not exist (any more).")
IS_CITED = phrase("{label} is cited by a decision. A paragraph that is cited stays; you can change its words.")
LABEL_TAKEN = phrase("There is a paragraph {label} already. Please choose another number.")
LABEL_TWICE = phrase("{label} stands in the file twice.")
TITLE_TAKEN = phrase("There is a text module “{title}” already.")
NOT_UTF8 = phrase("This file is not UTF-8.")
NOT_TOML = phrase("This file is no TOML. Line {line}: {detail}")
NO_PARAGRAPHS = phrase("There is no [[paragraph]] in this file, or there are too many.")
WRONG_PARAGRAPH = phrase("Paragraph {number} of the file cannot be taken. Please look at the field {field}.")
NO_PLAN_FILE = phrase("Please choose a TOML file with the plan.")
TAKEN_OVER = phrase("New: {new}, changed: {changed}, as before: {same}.")
