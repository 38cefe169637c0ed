"""Surveys: one question a message, one set of answers a resident, results never for a few."""
