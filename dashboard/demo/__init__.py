"""The demo: its persons, walls and past, and the live day that follows."""
