"""The public screens, one short function each: find what is published, render it."""
