'use client'

export default function Page() {
  return <main>Segue</main>
}
