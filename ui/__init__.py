"""The command line and the web app; no logic of their own."""
