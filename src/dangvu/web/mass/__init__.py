"""Mass organisations and mass mobilisation: units and their people, reported numbers, dialogues and democracy."""
