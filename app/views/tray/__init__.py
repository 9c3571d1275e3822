"""The icon in the system's tray, and its menu."""
