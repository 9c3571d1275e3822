"""What the window knows: a mirror of the engine's state, and item models on top. QtCore only."""
