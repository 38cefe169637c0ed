"""The look and the manners of every web page: layout, forms, sessions, middlewares, templates and static files."""
