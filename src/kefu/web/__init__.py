"""Show: pages for a browser."""
