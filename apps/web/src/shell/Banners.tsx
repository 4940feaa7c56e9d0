import { useQuery } from '@tanstack/react-query'
import { CloudOff, GitFork, TriangleAlert } from 'lucide-react'
import { useSaveState } from '../recipes/saveStore.ts'
import { keepAsCopy, reloadRecipe, useVisit } from '../recipes/visit.ts'
import { useConnection } from '../server/connection.ts'
import { askSession } from '../server/session.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { OlderNodes } from '../versions/OlderNodes.tsx'

/** What a person must know about the whole page: no runner, or two versions of one recipe. */
export function Banners() {
  const connection = useConnection()
  const stale = useSaveState(({ state }) => state === 'stale')
  const refused = useSaveState(({ state, failure }) => (state === 'refused' ? failure : null))
  const problem = useVisit((state) => state.problem)
  return (
    <>
      {connection === 'offline' && <Offline />}
      {stale && (
        <Banner icon={<GitFork size={14} />}>
          This recipe was changed elsewhere, and you have edits of your own.
          <Versions />
        </Banner>
      )}
      {refused !== null && (
        <Banner icon={<TriangleAlert size={14} />}>
          Your last edits are not stored. {refused.message} {refused.hint}
          <Versions />
        </Banner>
      )}
      <OlderNodes />
      {problem !== null && <Banner icon={<CloudOff size={14} />}>{problem}</Banner>}
    </>
  )
}

function Offline() {
  const { data: session } = useQuery({ queryKey: ['session'], queryFn: askSession, refetchInterval: 5000 })
  return (
    <Banner icon={<CloudOff size={14} />}>
      {session === 'out'
        ? 'This page is no longer signed in. Open a new link from `npx segue url`; your edits are kept here.'
        : 'The runner does not answer. You can go on editing; it is tried again by itself.'}
    </Banner>
  )
}

function Versions() {
  return (
    <span className="ml-auto flex gap-2">
      <Button onClick={() => void reloadRecipe()}>Load theirs</Button>
      <Button onClick={() => void keepAsCopy()}>Keep mine as a copy</Button>
    </span>
  )
}
