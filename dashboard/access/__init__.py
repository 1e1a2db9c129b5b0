"""Who is calling, what opens to them, and what slows down those who guess."""
