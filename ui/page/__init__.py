"""What happens on the page: a module for each tab, and the conversation between them."""
