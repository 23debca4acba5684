"""What Markdown may do in an SOP: a chapter or a message in, nodes without anything that could run, read a file or lead out, out."""
