"""What every conversation is written with: events, effects, cards, forms, steps, words, the reader."""
