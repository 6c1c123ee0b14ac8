"""One frozen value per page, with every decision made: a template only says it.

Every `href` is relative to the page that shows it. Labels are the plain ones; terms stand in the glossary.
"""
