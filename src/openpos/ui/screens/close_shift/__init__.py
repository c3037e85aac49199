"""Counting the drawer and closing the shift with a Z report."""
