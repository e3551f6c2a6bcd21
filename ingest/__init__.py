"""From a file to a Document, and from a Document to the passages that are searched and cited."""
