"""Answers from prose: sentences and headings that may answer, and what is said of them."""
