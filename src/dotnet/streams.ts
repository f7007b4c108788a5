// System.IO streams, readers and writers.
