"""A survey for programs that ask in the Model Context Protocol: what ``survey mcp`` serves."""
