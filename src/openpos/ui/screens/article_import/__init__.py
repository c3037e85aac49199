"""Reading articles in from a file."""
