// System.IO.Path.
