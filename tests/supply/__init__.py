"""Where the package comes from and what it is made of: its archives, its dependencies, their licences and advisories."""
