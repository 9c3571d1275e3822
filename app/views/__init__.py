"""The widgets. They show the models, and ask the controller; they never wait."""
