"""The critics in fixtures/critics: how each is made."""
