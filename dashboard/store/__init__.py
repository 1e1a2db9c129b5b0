"""SQL, the truth: tables, the only way to write a state, the journal and its chain, reads."""
