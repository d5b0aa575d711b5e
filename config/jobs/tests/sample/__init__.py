"""An app whose work serves the tests alone."""
