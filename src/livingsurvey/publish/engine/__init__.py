"""The engine: prose, topics and templates become a project of MkDocs, and that becomes pages with empty slots."""
