"""What was measured in the past: traffic of tunnels, usage of programs. A small SQLite file."""
