"""Figures, a chart and tables for heads of councils and for admins."""
