"""The page of statements: search, order, how much of the text is coded, and what is not."""
