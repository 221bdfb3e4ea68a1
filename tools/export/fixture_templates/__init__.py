"""Conversations and snippets that chat templates are rendered with for golden strings."""
