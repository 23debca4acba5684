"""A blank form in; its tables, to fill in by hand or at a screen, out."""
