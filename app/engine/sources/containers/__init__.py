"""Ports of containers, as Docker and Podman tell of them."""
