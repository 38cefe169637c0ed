"""Words to many: a forum is announced, moved or cancelled, or a place became free. The rows are made with the change itself
(handlers/forums/telling); here is what they say when their turn comes, and the desk's last look before it is done."""
