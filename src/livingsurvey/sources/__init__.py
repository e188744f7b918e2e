"""Catalogues on the network: the only code that opens a socket. What they say is proposed, never written unasked."""
