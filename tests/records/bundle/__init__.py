"""Tests of what a bundle is made of."""
