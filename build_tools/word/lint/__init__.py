"""A Word file in, what is wrong in it, and validators miss, out."""
