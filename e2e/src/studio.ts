import { test as base } from '@playwright/test'
import { Editor } from './pages/editor.ts'
import { startRunner, type TestRunner } from './runner.ts'

interface Fixtures {
  /** Whether the door on the local network is open, on loopback. */
  lan: boolean
  runner: TestRunner
  editor: Editor
}

let port = 4810

/** Every test gets a runner and a home of its own, and an editor that is signed in. */
export const test = base.extend<Fixtures>({
  lan: [false, { option: true }],
  runner: async ({ lan }, use) => {
    port += 3
    const runner = await startRunner(port, lan ? ['--lan', '--lan-host', '127.0.0.1'] : [])
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
