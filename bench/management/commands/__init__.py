"""Commands that only the bench's settings know."""
