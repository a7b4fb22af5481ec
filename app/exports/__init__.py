"""From rows to files that leave the register."""
