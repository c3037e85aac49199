"""Whom the shop may invoice."""
