"""The demonstration company: its people, eight weeks of their story, and colleagues who answer by themselves."""
