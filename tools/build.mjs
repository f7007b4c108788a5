// Bundles src into dist with esbuild; filled by the bundle slice.
