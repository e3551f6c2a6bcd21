"""Words of six languages: what they mean, how they sound, what they deny. Knows no question."""
