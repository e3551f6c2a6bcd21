"""Reads a question: what it names in the documents, what it asks for, what it follows up."""
