"""Say: rules as dated, sourced data, and the book that tells which of them holds."""
