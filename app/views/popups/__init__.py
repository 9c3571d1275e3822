"""Frames that pop up above the window and close at the next click beside them."""
