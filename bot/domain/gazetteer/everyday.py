"""Short names that people say and no directory lists."""

EVERYDAY_NAMES = {
    "oskemen": ("УК", "Усть-Каман"),
    "region-west": ("Западный Казахстан",),
    "region-north": ("Северный Казахстан",),
    "region-east": ("Восточный Казахстан",),
    "region-turkistan": ("Южный Казахстан",),
}
"""By the place's id; a place that the directory does not have is passed over."""
