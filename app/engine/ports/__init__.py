"""The TCP ports of this computer that take connections, and who listens on them.

`source.open_port_source` chooses how to find out; `PortSource.scan` lists `values.ListeningPort`.
"""
