"""The read side of a web process: the picture, its follower, the sockets."""
