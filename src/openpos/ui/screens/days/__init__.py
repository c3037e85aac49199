"""Some days, chosen and written to a file: the part that pages share."""
