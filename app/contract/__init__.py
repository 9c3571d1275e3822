"""What the engine and the window say to each other, as frozen values.

One JSON object a line: commands go to the engine's stdin, events come from its stdout. Whole values
cross, never changes that must be applied in order. Both sides import this package, and never each
other.
"""
