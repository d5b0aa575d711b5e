"""What is counted. One short function a measure; see `registry`."""

from assessments.measures.registry import Kind, Measure, choices, registered
from assessments.measures.window import Window

__all__ = ["Kind", "Measure", "Window", "choices", "registered"]
