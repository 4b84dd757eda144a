"""Classes of the program and their methods: members, parameters, overloads and result types."""
