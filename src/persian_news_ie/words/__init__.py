"""Word tables: who and where; sources in SOURCES.md."""
