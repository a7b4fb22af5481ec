"""Coalition Commitments: what states have offered, who says so, since when, and what changed."""
