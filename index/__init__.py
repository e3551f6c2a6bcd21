"""From passages to a searchable index on disk and back: dense, lexical, fused."""
