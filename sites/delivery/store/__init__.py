"""Stored answers: pages and API answers as bytes, deleted in the transaction of any change they depend on.

One way through it: `middleware` builds an answer and notes what was read (`reading`, `statements`),
`keeping` stores it with those keys, `triggers` of the database delete it when one of them changes,
and `front` sends it before Django is asked, from `memory` where it can.
"""
