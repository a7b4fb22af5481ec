"""From what a browser sends to facts we accept. So far nothing is sent: see app/spine/clock.py."""
