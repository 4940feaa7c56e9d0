import { KindTiles } from './KindTiles.tsx'

/** The first question about a new trigger. */
export function KindChooser() {
  return (
    <>
      <h2 className="mb-4 font-medium text-lg">What makes it run?</h2>
      <KindTiles />
    </>
  )
}
