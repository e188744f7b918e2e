"""What turns a survey into its site: the table of its files, the engine behind some of them, and serving them."""
