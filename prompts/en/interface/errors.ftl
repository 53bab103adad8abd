# Refusals that any conversation can meet. Each says what to do next.

error-unexpected = Something went wrong on our side, and what you typed is kept. Please try again in a moment; if it stays, quote the reference { $reference } to whoever runs this bot.
error-cut-short = The bot was restarted in the middle of what you last asked for, so it was not done, and nothing was left half done. Please do it once more.
error-not-allowed = This is not yours to press: it belongs to somebody else, or to those who run the programme. Use `/mentor help` to see what you can do.
error-gone = This has changed since the message was written. Use `/mentor status` to see where things stand now.
