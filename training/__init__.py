"""Numbered steps that rebuild the models of the library; the library never imports them."""
