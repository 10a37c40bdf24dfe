"""The Data page: tables to look into, and what can be taken away."""
