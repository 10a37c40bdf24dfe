"""The page on the method: the codebook to search and the measured quality."""
