import '@fontsource-variable/inter'
import '@fontsource-variable/jetbrains-mono'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import './globals.css'

export const metadata: Metadata = {
  title: 'Segue',
  description: 'Wire Ableton Live, TouchDesigner and Blender together.',
}

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
