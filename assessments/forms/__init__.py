"""Forms check what came in and hand on plain values; they never save."""
