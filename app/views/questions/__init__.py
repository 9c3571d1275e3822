"""Asks the user what sources must know: whether to trust a key, passwords, passphrases."""
