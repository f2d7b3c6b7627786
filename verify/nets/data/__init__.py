"""What the networks are trained on; numpy only, no torch."""
