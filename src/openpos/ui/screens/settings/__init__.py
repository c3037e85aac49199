"""What a person may choose for this register."""
