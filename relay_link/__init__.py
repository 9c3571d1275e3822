"""What both ends of a tunnel share: messages, framing, ClientHello parser, login transcript.

Everything here is pure protocol without sockets or clock, except the TLS pump and the task set,
the pieces of I/O that client and relay both need. It imports nothing else of ours.
"""
