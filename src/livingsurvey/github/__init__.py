"""The ways in through GitHub: issue forms, answers to issues, reports on pull requests, decisions on proposals."""
