"""What a process needs to run: opened settings, logs, the embedded Valkey, its parent."""
