"""Instructions (批示): what a leader wants done about something, who answers it, and by when."""
