"""What turns a survey into its site: prepare, engine, finish, and the swap at the end."""
