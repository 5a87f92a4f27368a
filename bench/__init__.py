"""Measures the portal's pages through its real server, at a thousand and at a hundred thousand cases."""
