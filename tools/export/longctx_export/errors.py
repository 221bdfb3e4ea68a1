class ExportError(Exception):
    """The input is not what the exporter understands; says what was expected and found."""


def expect(condition, what, expected, found):
    """Raises "what: expected ..., found ..." unless the condition holds."""
    if not condition:
        raise ExportError(f"{what}: expected {expected}, found {found}")
