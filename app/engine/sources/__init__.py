"""Where ports come from: this computer, containers, SSH hosts."""
