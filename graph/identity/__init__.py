"""Identity: which entities of different write-ups are one thing, by evidence, and why."""
