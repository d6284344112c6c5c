"""Evidence: what a record says of somebody's days, dated and without judgement (domain.md 2.1, 2.6)."""
