"""The city as a folder of data: districts, topics, contacts, process, venues; nothing here knows a resident."""
