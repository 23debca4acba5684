"""``{flow}`` in; a drawing in the language being built, and its steps in words, out."""
