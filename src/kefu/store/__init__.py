"""Remember: what is kept on disk."""
