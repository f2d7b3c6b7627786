"""Schedules compared on one task: tuned alike, judged by other seeds, tested in pairs."""
