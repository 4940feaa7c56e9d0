import type { NightReport } from '@segue/protocol'

/** What happened while nobody was there. */
export interface ReportService {
  /** Since a moment in epoch milliseconds; since the last evening when left out. */
  night(since?: number): Promise<NightReport>
}
