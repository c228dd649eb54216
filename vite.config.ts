import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'", // Monaco and React Flow place their elements with inline styles
  "img-src 'self' data: blob:", // data: Monaco's squiggles, blob: the exported picture
  "font-src 'self'",
  "connect-src 'none'", // nothing a user opens ever leaves the page
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Only in the build: the development server needs inline scripts and a socket. */
function contentSecurityPolicyMeta(): Plugin {
  return {
    name: 'content-security-policy-meta',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
        injectTo: 'head-prepend',
      },
    ],
  };
}

export default defineConfig({
  base: './', // the built folder works below any path
  plugins: [react(), contentSecurityPolicyMeta()],
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1', port: 4173, strictPort: true },
  worker: { format: 'es' },
  resolve: { dedupe: ['monaco-editor'] },
  optimizeDeps: {
    // Loaded late by the editor; found late, they would make the development server reload the page.
    include: [
      'monaco-editor/editor',
      'monaco-editor/features/register.all',
      'monaco-editor/languages/definitions/yaml/register',
    ],
  },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0, // an inlined font would be a data: URL, which the policy above forbids
    modulePreload: { polyfill: false }, // it fetches, and every browser of the target preloads by itself
    chunkSizeWarningLimit: 4500, // Monaco, loaded after the first paint
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: 'flow', test: /node_modules[\\/](@xyflow|d3-)/ },
          ],
        },
      },
    },
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    benchmark: { include: ['src/**/*.bench.ts'] },
    environment: 'node',
    testTimeout: 120_000, // property tests on a slow machine; no test asserts a time
  },
});
