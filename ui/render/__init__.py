"""What each part of the page shows, as HTML made by pure functions."""
