"""Judge: papers drawn from the rulebook, and their marking."""
