"""What every bridge shares: commands by name, the pump and the wire. Standard library only, Python 3.7 syntax."""
