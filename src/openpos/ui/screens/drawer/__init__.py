"""The cash drawer outside sales."""
