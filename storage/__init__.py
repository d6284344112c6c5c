"""The database: tables, transactions and what the turn keeps. Conversations and platforms know nothing of it."""
