"""What goes to the bookkeeping program, and what became of it."""
