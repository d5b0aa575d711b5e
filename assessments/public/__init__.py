"""What the public pages show of published editions: pure reading, an allow-list, never a live score."""
