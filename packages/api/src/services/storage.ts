import type { RetentionRules, StorageReport } from '@segue/protocol'

/** What is stored, and how long it stays. */
export interface StorageService {
  /** What takes how much, and what would go by these rules; by those that hold when left out. */
  report(rules?: RetentionRules): Promise<StorageReport>
  setRules(rules: RetentionRules): Promise<void>
  /** Removes now what the rules would remove sooner or later. */
  freeNow(): Promise<{ runs: number; files: number; bytes: number }>
}
