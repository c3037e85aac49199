"""Control-unit drivers."""
