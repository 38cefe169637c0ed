"""A tokenizer that only tells words, signs and blanks apart.

spaCy's German rules (abbreviations, URLs, affixes) serve parsers, which this pipeline has none of, and take more time
than all its components together, since the words of residents are forgotten after each batch.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

WORDS = "forumsbote_words"
_TOKEN = re.compile(r"(\w+|[^\w\s]|\s)( ?)")


class WordTokenizer(DummyTokenizer):
    """Split a text so that joining the tokens gives it back."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        # No component asks for shape, prefix and the like, which spaCy would work out for each new word.
        vocab.lex_attr_getters = {}  # type: ignore[attr-defined]  # spaCy's stubs miss it

    def __call__(self, text: str) -> Doc:
        found = _TOKEN.findall(text)
        return Doc(self.vocab, words=[word for word, _ in found], spaces=[bool(blank) for _, blank in found])


def make_tokenizer() -> Callable[[Language], WordTokenizer]:
    """Return the factory that spaCy calls with the pipeline it builds."""
    return lambda nlp: WordTokenizer(nlp.vocab)


registry.tokenizers.register(WORDS, func=make_tokenizer)
