"""Measures Porthole with real processes. `make bench-path` measures the data path.

Linux only: the processor time and memory of other processes are read from /proc.
"""
