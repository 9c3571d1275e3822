"""The window of the settings, a page each for what belongs together."""
