"""Published links: finding again in an edited text what they lead to, and the ledger they are written down in. Pure."""
