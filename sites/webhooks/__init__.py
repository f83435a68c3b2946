"""Telling other programs that public content of a city has changed.

`changes.py` writes what is to be told, `pages.py` notices it of pages, `sending.py` signs and
sends it, `outgoing.py` goes to public addresses only.
"""
