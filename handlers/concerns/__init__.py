"""Concerns: written down, looked at together with the resident, handed in with a case number."""
