import type { ApprovalsService } from '@segue/api'
import type { Approvals } from '../approvals/approvals.ts'

/** What people allowed; steps that waited for it go on. */
export function createApprovalService(approvals: Approvals, goOn: () => void): ApprovalsService {
  return {
    list: async () => approvals.list(),
    async approve(input) {
      approvals.approve(input)
      goOn()
    },
    trust: async (input) => approvals.trust(input),
    revoke: async (input) => approvals.revoke(input),
  }
}
