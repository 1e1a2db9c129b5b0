"""What happens on a screen: a person acts, the screen is told."""
