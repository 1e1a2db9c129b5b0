"""What happens on a screen: a person acts, and the screen is updated."""
