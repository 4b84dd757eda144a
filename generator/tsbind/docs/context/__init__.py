"""What every page is made from: the release, its methods, links and samples, and what a page is."""
