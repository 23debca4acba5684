"""The written text in; what tells where each of its texts comes from out: for those who cite it, and for the file that is sent back."""
