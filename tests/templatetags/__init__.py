"""Tests of what templates say."""
