"""What the programs behind ports use, and what that would cost: an estimate, never a bill."""
