"""The client's side of a tunnel, as an asyncio library.

It keeps a session with a relay alive, dials the targets its user named and never anything the
relay names, and reports what happens as frozen values. It knows neither Qt nor the relay's code.
"""
