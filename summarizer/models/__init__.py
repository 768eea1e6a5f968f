"""The typed values that everything else passes around. They depend on pydantic alone."""
