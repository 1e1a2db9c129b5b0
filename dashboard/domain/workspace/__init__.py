"""What the duty desk keeps on an incident beside its reports: notes, tasks, situation numbers."""
