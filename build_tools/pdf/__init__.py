"""The book and the PDF template in, a PDF/UA-1 and PDF/A-2a file out."""
