"""A report to be read: tables, failures beside their evidence, as Markdown and as one page."""
