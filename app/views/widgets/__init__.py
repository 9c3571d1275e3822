"""Small controls that Qt has not, or paints otherwise than we do."""
