"""Claims of articles beside official figures: the list with verdicts, what each rests on, the ledger of numbers."""
