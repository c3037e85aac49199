"""The cost centres of the shop."""
