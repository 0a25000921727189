"""What waits for a person, gathered from every area: the room above the areas and below the screens."""
