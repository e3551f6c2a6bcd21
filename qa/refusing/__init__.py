"""Answers that are not given: what keeps them back, and how that is said."""
