"""The Web API's methods, one file per family; importing this fills the table."""

from sandbox.methods import chat, conversations, files, users, views, workspace
from sandbox.methods.table import METHODS, Method

__all__ = ["METHODS", "Method", "chat", "conversations", "files", "users", "views", "workspace"]
