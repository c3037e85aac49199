"""OpenPOS: an offline-first cash register for Swedish shops."""

__version__ = "0.1.0"
