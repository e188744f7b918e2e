"""What a look at a whole survey finds: figures, changes over time, related papers, searches, choices."""
