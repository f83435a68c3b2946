"""Links that open, without an account, what is not public yet: a version of a page or entry, a hidden city."""
