"""The rules of the trade as pure values: no clock, no file, no library with input or output."""
