"""The view as one HTML file that opens without a connection."""
