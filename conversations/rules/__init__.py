"""The rules of the domain, pure: when, who may read, how much, who reports to whom."""
