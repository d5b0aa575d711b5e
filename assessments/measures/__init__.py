"""What is counted. One short function a measure; see `registry`."""

from assessments.measures.registry import Measure, choices, registered

__all__ = ["Measure", "choices", "registered"]
