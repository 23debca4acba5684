"""A doctree in; its messages, their translations in place, and what right-to-left text would turn round held together, out."""
