"""What the duty desk keeps on an incident beside its reports: notes, numbers, who does what."""
