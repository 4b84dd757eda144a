"""What the reference says: pages, sections and rows as plain values, before any layout."""
