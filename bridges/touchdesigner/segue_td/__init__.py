"""TouchDesigner's commands, one module per noun of its API. Everything here runs on its main thread."""
