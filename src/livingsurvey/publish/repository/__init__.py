"""What is generated into the repository: the list in README.md, the figures of docs/data.md, addresses.txt."""
