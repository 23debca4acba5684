"""``{form}`` and ``{field}`` in, blank forms out."""
