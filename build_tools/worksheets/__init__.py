"""A language's messages as a spreadsheet for translators who work offline, and the spreadsheet back into catalogs. Alone knows openpyxl."""
