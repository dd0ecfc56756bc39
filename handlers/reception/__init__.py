"""Citizens and their requests to the councils: written, followed, answered."""
