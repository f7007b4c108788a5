// System.Environment.
