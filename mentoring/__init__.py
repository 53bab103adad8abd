"""The subject: what a mentoring professional would recognise. No Slack, no HTTP, no words on a screen.

Use cases take the transaction, the actor, `now` and plain arguments. They return small frozen values: what a screen
needs, and what must be said to others as `Say`. They never commit, and never send anything themselves.
"""
