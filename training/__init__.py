"""From labelled messages to the reader's weights. The product never imports this room."""
