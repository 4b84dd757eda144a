"""The plan of a package's types: modules, classes, aliases, and what each folder exports."""
