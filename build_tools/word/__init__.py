"""The book and a letterhead in, a Word file out. The only user of python-docx, docxtpl and OOXML."""
