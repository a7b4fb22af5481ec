"""What every request needs before its route: a session, a moment, and who asks."""
