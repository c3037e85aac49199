"""Who works at the register."""
