"""What is learned from gold graphs: models that add to what the rules find, and their training."""
