"""The written text in; its table of contents, lists of forms, figures and tables, and index out, each a field that Word can update."""
