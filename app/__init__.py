"""The program: what a person runs, on top of the client's library and the relay.

The command line and the engine live here. They share the engine's classes, so a command and a
click run the same code.
"""
