import { useQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { useDocument } from '../document/documentStore.ts'
import { migrationQuery } from '../server/queries.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { useCompare } from './compareStore.ts'
import { showMigration } from './versionOrders.ts'

/** Says that nodes of the open recipe are older than this Segue, until somebody has taken what changes. */
export function OlderNodes() {
  const id = useDocument(({ recipe }) => recipe?.id ?? '')
  const comparing = useCompare(({ compared }) => compared !== null)
  const { data: offer } = useQuery({ ...migrationQuery(id), enabled: id !== '' })
  if (!offer || comparing) return null
  const names = offer.nodes.map(({ name }) => name)
  return (
    <Banner icon={<History size={14} />}>
      {names.length === 1
        ? `“${names[0]}” was made with an older Segue and does not run as it is.`
        : `${names.length} nodes were made with an older Segue and do not run as they are.`}
      <span className="ml-auto">
        <Button onClick={() => void showMigration()}>See what changes</Button>
      </span>
    </Banner>
  )
}
