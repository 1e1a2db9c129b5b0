"""The command centre of a city district: everything but the screens."""
