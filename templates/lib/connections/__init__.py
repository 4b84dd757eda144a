"""The connections of this API: what their events are, and the methods that send them."""
