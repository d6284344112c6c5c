"""The only room that wires things together."""
