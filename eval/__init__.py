"""The fixed question set, the metrics over it, and the reports."""
