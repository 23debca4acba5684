"""Translation catalogs (.po files): read, compiled for Sphinx, compared with the chapters and brought up to date."""
