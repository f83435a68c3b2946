"""Why a mutant that no test notices may stay so: (module, change) → reason."""

REASONS: dict[tuple[str, str], str] = {}
