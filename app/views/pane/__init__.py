"""The region at the right: details of what is selected, and the form to expose a port."""
