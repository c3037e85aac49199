"""The outside world in software: for demo and practice, and for tests that want it to fail."""
