"""Cards, temporary transfers, exemptions, the electronic handbook."""
