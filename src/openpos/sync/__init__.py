"""Documents to the bookkeeping program, customers and accounts home. The only layer that speaks HTTP to it."""
