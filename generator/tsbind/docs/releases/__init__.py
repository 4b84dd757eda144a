"""Several releases side by side: their sites, since when a thing exists, links from changes."""
