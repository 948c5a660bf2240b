"""Read: text to probabilities. Empty until the second judge moves in."""
