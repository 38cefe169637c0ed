"""What steers the process: who sits in the workgroups, what meetings decide, documents, the starting position, costs and hours."""
