"""People and departments from files: read whole or not at all, compared with who works here, and reported."""
