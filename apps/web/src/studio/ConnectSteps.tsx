import type { AppId } from '@segue/protocol'
import { useQuery } from '@tanstack/react-query'
import { runner } from '../server/client.ts'
import { CopyButton } from '../ui/CopyButton.tsx'

/** What a person does to connect an application, step by step, with everything to copy. */
export function ConnectSteps({ app, title }: { app: AppId; title: string }) {
  const { data: steps } = useQuery({
    queryKey: ['connectSteps', app],
    queryFn: () => runner().studio.connectSteps(app),
    staleTime: 0,
  })
  return (
    <ol aria-label={`How to connect ${title}`} className="grid gap-2 rounded-field bg-well p-2.5">
      {steps?.map(({ say, copy }) => (
        <li key={`${say} ${copy}`} className="grid min-w-0 gap-1">
          {say !== '' && <p className="text-muted">{say}</p>}
          {copy !== null && (
            <div className="flex min-w-0 items-start gap-1 rounded-field bg-panel py-0.5 pr-0.5 pl-2">
              <pre
                // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no pointer scrolls it by keys
                tabIndex={0}
                className="min-w-0 flex-1 overflow-x-auto py-1 font-mono text-[11px] leading-4"
              >
                {copy}
              </pre>
              <CopyButton text={copy} label="Copy" />
            </div>
          )}
        </li>
      ))}
    </ol>
  )
}
