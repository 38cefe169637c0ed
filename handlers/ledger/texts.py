"""What the operator and the public read about the ledger."""

from handlers.i18n import phrase

NOT_A_HEAD = phrase("A head has 64 digits from 0 to 9 and a to f. Please copy it completely.")
