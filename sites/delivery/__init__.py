"""The public answers: everything public as JSON by path, in Plone's REST contract."""
