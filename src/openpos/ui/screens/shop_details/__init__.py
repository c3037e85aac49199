"""The shop's own details, changed after the setup."""
