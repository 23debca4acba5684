"""What the SOP adds to Sphinx while chapters are read: its own blocks, and notes of what is translated."""
