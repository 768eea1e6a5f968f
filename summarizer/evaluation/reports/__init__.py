"""Reports of a run: one summary, and the forms in which people and machines read it."""
