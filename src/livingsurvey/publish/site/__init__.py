"""What turns a survey into its site: the table of its files, what makes each of them, and the build of all."""
