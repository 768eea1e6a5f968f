"""Surface words to values: dates, places and actors, by tables and anchors, for every engine alike."""
