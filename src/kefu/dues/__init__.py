"""Judge: what is owed to buyers, what it costs in points, and what a step would cost."""
