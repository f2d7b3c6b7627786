"""Networks whose constants are known, and their measured curvature beside what these allow."""
