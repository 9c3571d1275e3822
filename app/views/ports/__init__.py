"""The list of ports and tunnels, and what belongs to it."""
