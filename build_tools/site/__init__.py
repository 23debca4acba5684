"""The web site of one language: Sphinx's HTML with a right-to-left layer and a language switcher."""
