"""Templates: the engines that render them, and the languages that they make."""
