"""Receipts again: the list, the paper, the copy, and what comes back."""
