"""``{step}`` in; numbered sections, and what lists ask of all steps, out."""
