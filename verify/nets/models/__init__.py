"""Small models of one's own, from a few arguments; none is downloaded."""
