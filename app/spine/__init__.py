"""Time itself: revisions, versions, the record, and the moment a session sees. It knows no noun."""
