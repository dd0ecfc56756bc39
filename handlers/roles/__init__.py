"""Invitations: the link that gives somebody a role."""
