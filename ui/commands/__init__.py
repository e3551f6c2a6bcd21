"""One module per group of commands; each imports the heavy rooms only when it runs."""
