"""The rules of the domain: pure, versioned, and explained on /method by the text beside them."""
