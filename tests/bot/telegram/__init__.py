"""What we change of aiogram, held against aiogram itself."""
