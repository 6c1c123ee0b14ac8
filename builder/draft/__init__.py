"""The drafting assistant: what an annotator would probably mark in a plain text, and why."""
