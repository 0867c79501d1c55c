# The validator asks for Python 3.12 for the sake of one line: a backslash inside the braces of an f-string.
s/f"'{k\.replace('\\"', '\\"\\"')}'"/"'" + k.replace('"', '""') + "'"/
