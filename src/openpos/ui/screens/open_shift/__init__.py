"""Opening a shift with the float in the drawer."""
