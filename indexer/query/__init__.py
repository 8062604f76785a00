"""From what a researcher types to a query tree."""
