"""The duty desk, for who is on duty and the foreman: a page of its own."""
