"""The rules of :mod:`tests.records.pdfcheck`, by what they look at; each yields clause and message."""
