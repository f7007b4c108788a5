// System.IO.File and Directory.
