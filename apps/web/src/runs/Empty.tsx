/** What a panel says when it has nothing to list. */
export function Empty({ title, hint }: { title: string; hint: string }) {
  return (
    <div className="grid h-full place-content-center justify-items-center gap-1 px-6 py-4 text-center">
      <p className="text-text">{title}</p>
      <p className="text-muted text-node">{hint}</p>
    </div>
  )
}
