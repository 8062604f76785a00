"""Results and articles in forms that other programs read."""
