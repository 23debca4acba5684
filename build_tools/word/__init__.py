"""The book and a letterhead in, a Word file out. The only user of docxtpl and OOXML."""
