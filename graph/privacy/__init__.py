"""Privacy: people who want to be left out, or called something else, before anything of a write-up is kept."""
