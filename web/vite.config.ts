import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import Components from 'unplugin-vue-components/vite';
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Where the development server finds a running Shanmen. */
const SERVER = process.env.SHANMEN_SERVER ?? 'https://localhost:8443';

/** The gate's display is packed into another program and is built apart (apps/gate). */
const BUILT_APART = ['gate'];

/** Every other folder of apps/ with an index.html is a page: apps/window is served as /window/. */
const pages = Object.fromEntries(
  readdirSync(here('apps'))
    .filter((app) => !BUILT_APART.includes(app) && existsSync(here(`apps/${app}/index.html`)))
    .map((app) => [app, here(`apps/${app}/index.html`)]),
);

export default defineConfig({
  root: here('apps'),
  publicDir: here('public'),
  base: '/',
  plugins: [
    vue(),
    // Imports Element Plus piece by piece: only the components that templates name, with their styles.
    Components({ dirs: [], dts: false, resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
  ],
  define: {
    __VUE_OPTIONS_API__: true,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  build: {
    outDir: here('dist'),
    emptyOutDir: true,
    // Window computers are old: Chrome 109 is the last one that runs on Windows 7.
    target: ['chrome109', 'firefox115', 'safari16.4'],
    chunkSizeWarningLimit: 700,
    rolldownOptions: { input: pages },
  },
  server: {
    port: 5173,
    open: '/window/',
    proxy: {
      '/api': {
        target: SERVER,
        changeOrigin: true,
        // The server takes commands from its own pages only.
        headers: { origin: SERVER },
        // The park's own certificate authority is not known to Node.
        secure: false,
      },
    },
  },
  test: {
    root: here('.'),
    include: ['{apps,packages}/**/test/**/*.test.ts'],
    environment: 'happy-dom',
    server: { deps: { inline: ['element-plus'] } },
  },
});
