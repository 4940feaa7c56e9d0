import type { Category } from '@segue/protocol'
import {
  AudioLines,
  Box,
  Clapperboard,
  FileInput,
  type LucideIcon,
  PackageCheck,
  Spline,
  Split,
  Type,
} from 'lucide-react'

const icons: Record<Category, LucideIcon> = {
  input: FileInput,
  sound: AudioLines,
  curves: Spline,
  scene: Box,
  film: Clapperboard,
  text: Type,
  output: PackageCheck,
  flow: Split,
}

/** The sign of a node category. */
export function CategoryIcon({ category, size = 14 }: { category: Category; size?: number }) {
  const Icon = icons[category]
  return <Icon size={size} strokeWidth={1.75} className="shrink-0" aria-hidden />
}
