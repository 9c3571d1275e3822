"""Files that are data, not code: icons, translations, rate cards and style.

They are a package so that `importlib.resources` finds them wherever the program is installed.
"""
