'use client'

import dynamic from 'next/dynamic'

/** What a paired phone opens. It lives in the browser only, as the editor does. */
const App = dynamic(() => import('../../phone/PhoneApp.tsx').then(({ PhoneApp }) => PhoneApp), { ssr: false })

export default function Page() {
  return <App />
}
