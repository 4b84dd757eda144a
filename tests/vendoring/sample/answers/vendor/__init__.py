"""Generated packages, kept up to date by tsbind."""
