"""What a text means, as numbers: sentences that say the same lie near each other, whatever their words."""
