"""Pages in other languages: what wagtail-localize does, held to the rules of this product."""
