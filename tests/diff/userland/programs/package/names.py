KEY = "x"
