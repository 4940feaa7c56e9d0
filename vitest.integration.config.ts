import { defineConfig } from 'vitest/config'

/** Tests that need real Blender or real Chromium, or that start and kill whole processes. */
export default defineConfig({
  test: {
    include: ['{apps,packages,bridges}/**/*.{integration,browser}.test.ts'],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
})
