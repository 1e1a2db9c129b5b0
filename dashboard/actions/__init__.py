"""Use cases: every command, whoever sends it, becomes state and journal here and nowhere else."""
