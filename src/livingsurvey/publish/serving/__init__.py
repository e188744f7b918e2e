"""The site on this machine while its files are being edited."""
