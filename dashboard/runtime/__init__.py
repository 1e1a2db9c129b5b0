"""What a process needs around it: settings made real, logs, the embedded Valkey, its parent."""
