"""District forums: planned at the desk, announced, registered for in chat, shown on the public pages."""
