"""Who changed what of the register, and when."""
