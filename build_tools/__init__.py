"""The publishing pipeline: chapters and catalogs in, site, PDF and Word out."""
