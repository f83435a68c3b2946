"""Taking over a published page of another city as a draft in one's own.

`origins`: what may be taken over, `targets`: where to and by whom, `references` and
`content`: what comes along, `act`: doing it, `changes`: what happened at the origin
since, `views`: its pages in the admin.
"""
