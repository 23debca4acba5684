"""Rules for chapters and catalogs. A check is a generator of findings; its docstring is the rule, with a Bad and a Good line."""
