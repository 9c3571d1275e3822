"""The full page of one tunnel."""
