"""Pages as plain data, in the shapes of Plone's REST API and of Volto's blocks."""
