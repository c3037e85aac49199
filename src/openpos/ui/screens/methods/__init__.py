"""What the shop takes as payment."""
