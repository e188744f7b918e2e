"""What sources say of the survey's papers, as proposals; and what a yes or a no to one of them does."""
