"""Everyday words of association life in nine languages, in `words/`; how they are written: `words/README.md`."""
