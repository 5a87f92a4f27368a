"""Pictures for the documentation, made from the code so that they cannot go stale."""
