"""Open data: what is public anyway, as files and as an API, from one declaration of each table."""
