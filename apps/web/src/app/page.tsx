'use client'

import dynamic from 'next/dynamic'

/** The editor lives in the browser only: nothing of it is drawn while the page is built. */
const App = dynamic(() => import('../shell/App.tsx').then(({ App }) => App), { ssr: false })

export default function Page() {
  return <App />
}
