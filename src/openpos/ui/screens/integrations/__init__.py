"""The connection of the shop to its books, and what can be done with it."""
