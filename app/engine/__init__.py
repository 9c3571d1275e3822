"""The engine: tunnels, sources of ports, metering, settings and secrets, without any Qt.

It runs on a plain asyncio loop, in the command's own process or as a child of the window, and
hands out whole frozen values.
"""
