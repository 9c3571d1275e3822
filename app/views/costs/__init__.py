"""What all programs have cost."""
