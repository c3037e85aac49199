"""Who stands at the register."""
