"""The words of the overview."""

from __future__ import annotations

HEADS = {
    "who": "Who speaks",
    "what": "About what",
    "tone": "In what tone",
    "comparison": "Compared with India",
    "missing": "Not heard, not coded",
}
LINKS = {
    "who": (("actors", "Speakers and who is not heard"),),
    "what": (("sectors", "IT against agriculture and textiles"), ("themes", "Themes by sector")),
    "tone": (("statements", "All statements"),),
    "comparison": (("india", "Both sides, with the sentences"),),
    "missing": (("actors", "Who is named"), ("statements", "What is coded")),
}
"""The pages that carry on a paragraph, and what a reader finds there."""
POINTS = (
    ("stance", "negative", "tone", ("negative statement", "negative statements")),
    ("modality", "recommendation", "kind", ("recommendation", "recommendations")),
)
"""What readers look for first, by column and id, and the order of the statements that begins with it."""
POINT = "{count} {what}"
SILENT = "{silent} {have} no say: {names}."
ALL_HEARD = "Every person and organisation named has a say."
NOBODY_NAMED = "No person or organisation is named."
