import { defineConfig } from 'vitest/config'

/** Unit tests: no application, no browser, no network. */
export default defineConfig({
  test: {
    include: ['{apps,packages,bridges,scripts}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/*.integration.test.ts', '**/*.browser.test.ts'],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
