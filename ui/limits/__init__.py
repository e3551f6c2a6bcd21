"""Who may ask, from where, how much, how often, and how many at the same time."""
