"""How staff look after the directory: forms, lists, approval, confirmation, messages."""
