"""Invented people, agencies and assessments: for demonstrations, for tests of volume, never for real use."""
