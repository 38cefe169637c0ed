"""Words set as PDF: one template, one sheet of words."""
