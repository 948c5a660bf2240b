"""Act: the verbs of the trade. They own the ports through which the edges serve them."""
