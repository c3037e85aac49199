"""A list and, beside it, the form of one of its rows: the part that pages share."""
