"""Paper: documents laid out as rows, the printer that prints them, and pictures of what it prints."""
