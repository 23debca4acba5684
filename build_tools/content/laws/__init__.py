"""The register of laws and citations of it in; citations in words, the lists of laws, and the rules on what may be cited, out."""
