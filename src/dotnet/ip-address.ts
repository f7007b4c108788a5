// System.Net.IPAddress.
