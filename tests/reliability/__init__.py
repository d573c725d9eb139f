"""Nothing lost, nothing let in: bad input, extreme numbers, interruptions, load and security."""
