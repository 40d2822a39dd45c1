// The page: renderer/ → dist/renderer, as files a host serves under its content policy.
// Never an inline script, never anything fetched from a network.
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: folder('../renderer'),
  base: './',
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: folder('../dist/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    // Fonts and icons stay files: the policy allows data: for fonts, but files are read once and cached.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1600,
    sourcemap: false,
  },
})
