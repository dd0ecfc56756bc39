"""“Tell us what is wrong”: a remark on a house or a school, from anybody, without their name."""
