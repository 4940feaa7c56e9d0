import { ArtifactRef, type Failure, type MediaMeta } from '@segue/protocol'
import { extensionOf } from '../artifacts/sniff.ts'
import type { Json } from '../lanes/attempt.ts'
import { deliver } from '../lanes/deliver.ts'
import type { Runner } from '../runner.ts'

export interface ReportedOutput {
  path?: string
  value?: Json
  mime?: string
  bytes?: number
  sha256?: string
  meta?: MediaMeta
}

/** What `segue run --json` prints. */
export interface RunReport {
  runId: string
  status: string
  outputs: Record<string, ReportedOutput>
  steps: {
    nodeId: string
    type: string
    status: string
    lane: string
    standIn: boolean
    cached: boolean
    attempts: number
    ms: number
  }[]
  failures: Failure[]
}

/** Sums up a run; file outputs that no node delivered are put into the run's output folder. */
export async function report(runner: Runner, runId: string): Promise<RunReport> {
  const { head, steps } = runner.host.runs.view(runId)
  const outputs: Record<string, ReportedOutput> = {}
  for (const [key, value] of Object.entries(head.outputs)) {
    const ref = ArtifactRef.safeParse(value)
    outputs[key] = ref.success ? await reportFile(runner, runId, ref.data) : { value }
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

async function reportFile(runner: Runner, runId: string, ref: ArtifactRef): Promise<ReportedOutput> {
  const { artifactId, mime, bytes, meta, name } = ref
  const row = runner.db.get(
    'SELECT path FROM deliveries WHERE run_id = ? AND artifact_id = ?',
    runId,
    artifactId,
  )
  const base = runner.host.runs.facts(runId).outFolder
  const path =
    typeof row?.path === 'string'
      ? row.path
      : await deliver({
          source: await runner.artifacts.path(ref),
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
