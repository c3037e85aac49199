"""Z reports and the vouchers they are booked by."""
