"""What is new, as feeds to subscribe to: Atom and JSON Feed."""
