"""SQL, the truth: tables, the one door for state, the journal and its chain, reads."""
