import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Where the development server finds a running gate: its display.port. */
const GATE = process.env.SHANMEN_GATE ?? 'http://localhost:7080';

export default defineConfig({
  root: here('.'),
  publicDir: false,
  base: './',
  build: {
    outDir: here('dist'),
    emptyOutDir: true,
    // A gate's small computer may run the browser of its system's release for years.
    target: ['chrome109'],
  },
  server: { port: 5174, proxy: { '/events': GATE, '/status': GATE } },
});
