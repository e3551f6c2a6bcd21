"""Checks any text against the documents: what it says otherwise than they do."""
