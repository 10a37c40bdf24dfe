"""Everything visible: the frame, and what the pages share."""
