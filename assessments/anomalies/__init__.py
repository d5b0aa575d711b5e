"""What is implausible about a month's diaries and scores. One short function a kind; see `registry`."""

from assessments.anomalies.finding import Detector, Finding, Sight
from assessments.anomalies.registry import choices, registered

__all__ = ["Detector", "Finding", "Sight", "choices", "registered"]
