"""Exported chats, in the shapes in which platforms hand them out."""
