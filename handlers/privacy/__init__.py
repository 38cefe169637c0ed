"""What a resident may ask of us: to see all we have stored, and to have it erased."""
