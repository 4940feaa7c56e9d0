import type { ReportedRun } from '@segue/protocol'
import { CircleAlert, Hand } from 'lucide-react'
import type { ReactNode } from 'react'
import { PreviewBody } from '../previews/PreviewBody.tsx'
import { runStatuses } from '../runs/status.ts'
import { formatDuration, formatWhen } from '../runs/time.ts'
import { openWindow } from '../settings/windowStore.ts'
import { openRelatedRun } from '../studio/openRelatedRun.ts'

/** One run of the report: what it made, or why it did not. A click goes there. */
export function RunCard({ run, now }: { run: ReportedRun; now: number }) {
  const { runId, recipeName, status, createdAt, endedAt, files, failure, waits, standIns, trigger } = run
  const look = runStatuses[status]
  const cover = files.find(({ file }) => /^(video|image)\//.test(file.mime)) ?? files[0]
  const go = () => {
    openWindow(null)
    void openRelatedRun(runId)
  }
  return (
    <article className="overflow-hidden rounded-node border border-line bg-panel hover:border-line-hover">
      {cover && waits === null && (
        <div className="relative aspect-video bg-well">
          <PreviewBody nodeId={`report ${runId}`} artifact={cover.file} />
        </div>
      )}
      <button type="button" onClick={go} className="grid w-full gap-1 p-3 text-left">
        <span className="flex items-center gap-2">
          <span className="size-2 shrink-0 rounded-full" style={{ background: look.colour }} />
          <span className="min-w-0 flex-1 truncate font-medium">{recipeName}</span>
          <time className="shrink-0 text-muted text-tiny">{formatWhen(endedAt ?? createdAt, now)}</time>
        </span>
        {waits !== null && <Words icon={<Hand size={12} className="text-stale" />} text={waits} />}
        {failure !== null && status === 'failed' && (
          <>
            <Words icon={<CircleAlert size={12} className="text-error" />} text={failure.message} />
            <span className="text-muted text-tiny">{failure.hint}</span>
          </>
        )}
        <span className="truncate text-muted text-tiny">
          {[
            trigger ?? 'started by hand',
            endedAt === null ? null : formatDuration(endedAt - createdAt),
            files.length > 1 ? `${files.length} files` : null,
            standIns > 0 ? 'with stand-ins' : null,
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </span>
      </button>
    </article>
  )
}

function Words({ icon, text }: { icon: ReactNode; text: string }) {
  return (
    <span className="flex items-start gap-1.5 text-node">
      <span className="mt-0.5 shrink-0">{icon}</span>
      <span className="line-clamp-3">{text}</span>
    </span>
  )
}
