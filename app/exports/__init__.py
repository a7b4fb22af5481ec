"""What leaves the register as files, and comes back."""
