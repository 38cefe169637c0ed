"""The ground that speaks SQL: tables, repositories, one unit of work. It knows no feature and no language model."""
