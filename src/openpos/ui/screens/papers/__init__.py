"""The papers of the virtual printer, and the print jobs."""
