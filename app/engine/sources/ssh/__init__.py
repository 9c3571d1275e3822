"""The ports of other computers, seen and reached by SSH. What needs asyncssh imports it late."""
