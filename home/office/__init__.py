"""What the admin does for an editorial office: a start page that says what is next, first drafts, hints."""
