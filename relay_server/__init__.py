"""The relay: the public server that leads visitors to the clients' targets.

It owns a wildcard domain and a range of TCP ports, keeps names and ports for their devices while
those are away, and passes bytes unread and unchanged. It dials no address of a tenant.
"""
