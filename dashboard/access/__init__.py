"""Who is calling, what they may open, and what slows down people who guess passwords."""
