"""The first start of a real register."""
