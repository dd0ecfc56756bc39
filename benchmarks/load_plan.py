"""How much load a run puts on a bot."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadPlan:
    """How many people write, how many at once, and how many of their updates count."""

    people: int = 1_000
    in_flight: int = 100
    warm_up: int = 1_500  # more than `people`: the first contact of each one is a /start
    updates: int = 4_000
    text_every: int = 4  # each so-manieth update is a text, the others are places
    seed: int = 1

    def __post_init__(self) -> None:
        """Refuse a plan in which somebody would write twice at once, or stay unknown after the warm-up."""
        if not 0 < self.in_flight <= self.people <= self.warm_up or self.text_every < 1:
            raise ValueError("needed: 0 < in_flight <= people <= warm_up and text_every >= 1")

    def as_options(self) -> list[str]:
        """Spell the plan as the load server's command line takes it."""
        return [f"--{name.replace('_', '-')}={value}" for name, value in asdict(self).items()]
