"""How one module writes upstream's types: annotations, wire specs, and the imports they need."""
