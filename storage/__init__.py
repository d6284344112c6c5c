"""The database: tables, transactions, what the turn keeps. Conversations and platforms do not know it."""
