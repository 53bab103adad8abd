"""How it looks: pure functions from values and a translator `t` to Block Kit. One file per conversation."""
