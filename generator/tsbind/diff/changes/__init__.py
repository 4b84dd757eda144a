"""Values: kinds of change as data, a change, groups of equal ones, the report that holds them."""
