"""The web page: a chat made for phones, complete without any chat platform."""
