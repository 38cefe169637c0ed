"""Reports: what came in and what became of it, for forums, workgroups, Stadtbereiche, the plan; as DOCX, HTML and XLSX."""
