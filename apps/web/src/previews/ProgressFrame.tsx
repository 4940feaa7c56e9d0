import type { ArtifactRef } from '@segue/protocol'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { previewQuery } from '../server/queries.ts'

/** Pictures of a running step change at most this often, so that a fast render does not flood the page. */
const everyMs = 200

/** The newest picture of a running step. The one before stays until the next has loaded. */
export function ProgressFrame({ artifact }: { artifact: ArtifactRef }) {
  const sampled = useSampled(artifact)
  const { data } = useQuery({ ...previewQuery(sampled), placeholderData: (previous) => previous })
  const url = data?.kind === 'image' ? data.url : data?.kind === 'frames' ? data.urls.at(-1) : undefined
  const shown = useLoaded(url)
  if (shown === undefined) return null
  return (
    <img
      src={shown}
      alt="Newest frame"
      draggable={false}
      className="absolute inset-0 size-full object-contain"
    />
  )
}

function useSampled(artifact: ArtifactRef): ArtifactRef {
  const [sampled, setSampled] = useState(artifact)
  const changedAt = useRef(0)
  useEffect(() => {
    const take = () => {
      changedAt.current = Date.now()
      setSampled(artifact)
    }
    const timer = setTimeout(take, Math.max(0, changedAt.current + everyMs - Date.now()))
    return () => clearTimeout(timer)
  }, [artifact])
  return sampled
}

function useLoaded(url: string | undefined): string | undefined {
  const [loaded, setLoaded] = useState<string>()
  useEffect(() => {
    if (url === undefined) return
    const image = new Image()
    image.onload = () => setLoaded(url)
    image.src = url
    return () => {
      image.onload = null
    }
  }, [url])
  return loaded
}
