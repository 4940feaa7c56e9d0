import type { Page } from '@playwright/test'

/** Lets a page show notifications, and keeps their titles in place of a desktop that would. */
export async function letNotify(page: Page): Promise<() => Promise<string[]>> {
  await page.context().grantPermissions(['notifications'])
  await page.addInitScript(() => {
    const told: string[] = []
    class Told {
      static permission = 'granted'
      static requestPermission = async () => 'granted'
      constructor(title: string) {
        told.push(title)
      }
      close() {}
    }
    Object.assign(window, { Notification: Told, told })
  })
  await page.reload()
  return () => page.evaluate(() => Reflect.get(window, 'told'))
}
