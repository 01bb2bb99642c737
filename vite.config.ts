import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Nothing but the page's own files; styles may stand in attributes, since layouts are computed. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export default defineConfig({
  base: './',
  plugins: [
    react(),
    {
      name: 'content-security-policy',
      apply: 'build',
      transformIndexHtml: () => [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
          injectTo: 'head-prepend',
        },
      ],
    },
  ],
  worker: { format: 'es' },
  build: { target: 'es2023', chunkSizeWarningLimit: 900, assetsInlineLimit: 0 },
  test: { include: ['src/**/*.test.ts'], testTimeout: 30_000 },
});
