"""People in chat: how they are met, what they agreed to, where they live, what they want to hear."""
