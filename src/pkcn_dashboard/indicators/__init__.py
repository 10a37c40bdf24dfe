"""Charts of official figures beside what articles say."""
