"""Answers from tables: what a question asks of one, computed over every row."""
