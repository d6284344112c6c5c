"""Monthly targets and actuals as companies have them: read from a file, compared with the goals, written again."""
