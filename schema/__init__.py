"""The vocabulary, the inference rules, the named queries and the gazetteers, and what loads them."""
