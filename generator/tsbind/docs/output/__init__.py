"""The pages of the reference as files: Markdown, an HTML site, and text for a terminal."""
