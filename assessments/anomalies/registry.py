"""The list of detectors, by kind. Each file of detectors lists its own as DETECTORS."""

from __future__ import annotations

from django.utils.functional import Promise

from assessments.anomalies import days, entries, results, texts
from assessments.anomalies.finding import Detector

_FILES = (texts, days, entries, results)

_DETECTORS: dict[str, Detector] = {detector.kind: detector for file in _FILES for detector in file.DETECTORS}


def registered() -> dict[str, Detector]:
    """All detectors by kind."""
    return dict(_DETECTORS)


def choices() -> list[tuple[str, str | Promise]]:
    """For a form: (kind, name) of every detector."""
    return [(detector.kind, detector.name) for detector in _DETECTORS.values()]
