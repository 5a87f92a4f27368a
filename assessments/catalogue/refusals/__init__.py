"""What the reader says when it refuses something, in both languages; names in braces are filled in there."""
