"""Exported chats of any format, told from their content and read as lines."""

from kefu.connectors.exports.survey import survey

__all__ = ["survey"]
