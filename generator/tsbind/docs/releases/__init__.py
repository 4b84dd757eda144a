"""Several releases: their sites, when each name was added, links from changes to pages."""
