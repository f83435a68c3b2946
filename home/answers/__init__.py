"""What the editorial pages tell programs, beside what every page tells (`sites/delivery`): types and blocks."""
