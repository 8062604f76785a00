"""The API's own description (OpenAPI 3.1), made from what its views read and answer."""
