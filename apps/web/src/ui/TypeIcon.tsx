import type { ControlKind, NodeTypeInfo } from '@segue/protocol'
import {
  Flag,
  GitBranch,
  Hourglass,
  Layers,
  LifeBuoy,
  ListPlus,
  type LucideIcon,
  Merge,
  Repeat2,
  UserCheck,
} from 'lucide-react'
import { CategoryIcon } from './CategoryIcon.tsx'

const icons: Record<ControlKind, LucideIcon> = {
  branch: GitBranch,
  merge: Merge,
  collect: ListPlus,
  race: Flag,
  onFailure: LifeBuoy,
  wait: Hourglass,
  approve: UserCheck,
  map: Repeat2,
  recipe: Layers,
}

/** The sign of a node type: of its own for one that steers a run, else that of its category. */
export function TypeIcon({ type, size = 14 }: { type: NodeTypeInfo; size?: number }) {
  if (!type.control) return <CategoryIcon category={type.category} size={size} />
  const Icon = icons[type.control]
  return <Icon size={size} strokeWidth={1.75} className="shrink-0" aria-hidden />
}
