"""Stands for the framework of the same name that ships with Live."""
