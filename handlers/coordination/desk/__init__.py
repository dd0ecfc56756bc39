"""The desk of somebody who works for a council: lists, cards, the words of citizens, replies to them."""
