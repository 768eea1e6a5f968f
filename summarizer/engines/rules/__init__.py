"""The built-in reader: rules and lexicons, no model, no network."""
