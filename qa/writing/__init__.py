"""Writes an answer: claims with their citations, and the connecting words of each language."""
