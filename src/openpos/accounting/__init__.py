"""What a shop's day is in the books: pure values, no file, no net."""
