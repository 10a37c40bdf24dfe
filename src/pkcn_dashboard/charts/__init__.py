"""Charts: what each is of, its figure, and the sentences that are its title and its alternative text."""
