"""Pictures of what was measured on networks."""
