"""The tables, as SQLModel classes; storage/schema.py knows all of them."""
