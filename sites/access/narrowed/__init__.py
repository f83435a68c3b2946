"""Views of Wagtail's admin, narrowed to what belongs to the cities of a person."""
