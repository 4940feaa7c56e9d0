import type { StorageService } from '@segue/api'
import type { Garbage } from '../cache/garbage.ts'
import type { SqliteHost } from '../host/hostTypes.ts'
import type { Rules } from './rules.ts'
import { type StorageTools, storageReport } from './storageReport.ts'

export interface StorageOptions extends StorageTools {
  host: Pick<SqliteHost, 'trim'>
  garbage: Pick<Garbage, 'sweep'>
  rules: Rules
}

/** What is stored, and how long it stays. */
export function createStorage(options: StorageOptions): StorageService {
  const { artifacts, host, garbage, rules } = options
  return {
    report: (asked = rules.now()) => storageReport(options, asked, { ...rules.history(), ...asked }),
    async setRules(next) {
      rules.set(next)
    },
    async freeNow() {
      const before = artifacts.bytes()
      const runs = host.trim(rules.history()).length
      const files = await garbage.sweep({ whole: true })
      return { runs, files, bytes: Math.max(0, before - artifacts.bytes()) }
    },
  }
}
