"""A letterhead from an office in; whether it is safe and whole, and the Word file that it makes with the words of an edition, out."""
