"""X reports, and the Z reports of days gone by."""
