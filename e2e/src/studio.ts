import { test as base } from '@playwright/test'
import { Editor } from './pages/editor.ts'
import { startRunner, type TestRunner } from './runner.ts'

interface Fixtures {
  runner: TestRunner
  editor: Editor
}

let port = 4810

/** Every test gets a runner and a home of its own, and an editor that is signed in. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
  runner: async ({}, use) => {
    port += 3
    const runner = await startRunner(port)
    await use(runner)
    await runner.close()
  },
  editor: async ({ page, runner }, use) => {
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    const editor = new Editor(page)
    await editor.open(runner.url())
    await use(editor)
    base.expect(errors).toEqual([])
  },
})

export { expect } from '@playwright/test'
