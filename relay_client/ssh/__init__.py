"""Other computers by SSH: one connection to each, for commands and for the targets of tunnels.

`host` and what it needs import asyncssh, which takes 0.3 s: import them where they are used.
"""
