"""The page on the article: its text with marks, speakers and links to each sentence."""
