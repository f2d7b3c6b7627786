"""Curvature of neural networks beside the theory; everything here may need torch."""
