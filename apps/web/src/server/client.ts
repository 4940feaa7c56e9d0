import { createClient, type SegueClient } from '@segue/client'

let shared: SegueClient | undefined

/** The client of the runner that served this page. Only in the browser. */
export function runner(): SegueClient {
  shared ??= createClient({ url: window.location.origin })
  return shared
}
