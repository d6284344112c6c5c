"""The platforms: one folder each, the same file names in each, one contract."""
