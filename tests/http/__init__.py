"""Tests of what pages and API share at the door."""
