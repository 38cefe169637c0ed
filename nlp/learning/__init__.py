"""Topics learned from labelled sentences: training (the only place that imports scikit-learn), and reading in plain numpy."""
