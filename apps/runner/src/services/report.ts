import type { ReportedOutput, RunReport } from '@segue/api'
import { ArtifactRef } from '@segue/protocol'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'
import { extensionOf } from '../artifacts/sniff.ts'
import type { SqliteHost } from '../host/sqliteHost.ts'
import { deliver } from '../lanes/deliver.ts'
import type { Database } from '../store/database.ts'

export interface ReportOptions {
  db: Database
  host: SqliteHost
  artifacts: ArtifactStore
}

/** Sums up a run; file outputs that no node delivered are put into the run's output folder. */
export async function report(options: ReportOptions, runId: string): Promise<RunReport> {
  const { head, steps } = options.host.runs.view(runId)
  const outputs: Record<string, ReportedOutput> = {}
  for (const [key, value] of Object.entries(head.outputs)) {
    const ref = ArtifactRef.safeParse(value)
    outputs[key] = ref.success ? await reportFile(options, runId, ref.data) : { value }
  }
  return {
    runId,
    status: head.status,
    outputs,
    steps: steps.map((step) => ({
      nodeId: step.nodeId,
      type: step.type,
      status: step.status,
      lane: step.lane,
      standIn: step.standIn,
      cached: step.settledBy === 'cached',
      attempts: step.attempt,
      ms: step.startedAt && step.endedAt ? step.endedAt - step.startedAt : 0,
    })),
    failures: head.failures,
  }
}

async function reportFile(
  { db, host, artifacts }: ReportOptions,
  runId: string,
  ref: ArtifactRef,
): Promise<ReportedOutput> {
  const { artifactId, mime, bytes, meta, name } = ref
  const row = db.get('SELECT path FROM deliveries WHERE run_id = ? AND artifact_id = ?', runId, artifactId)
  const base = host.runs.facts(runId).outFolder
  const path =
    typeof row?.path === 'string'
      ? row.path
      : await deliver({
          source: await artifacts.path(ref),
          artifactId,
          folder: base,
          base,
          name: /\.\w+$/.test(name) ? name : name + extensionOf(mime),
          overwrite: false,
          roots: [],
          forbidden: [],
        })
  return { path, mime, bytes, sha256: artifactId, meta }
}
