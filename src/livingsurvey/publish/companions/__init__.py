"""What accompanies the pages: feeds, pictures, twins, the search index, and data for scripts and crawlers."""
