import type { Failure } from '@segue/protocol'
import { Logo } from '../shell/Logo.tsx'

/** What a phone shows that is not paired: how to pair it, and why the code that it came with did not work. */
export function NotPaired({ failure }: { failure: Failure | null }) {
  return (
    <main className="grid h-dvh place-content-center justify-items-center gap-6 px-8 text-center text-[16px] leading-6">
      <Logo size={44} />
      <h1 className="font-medium text-[22px]">This phone is not paired</h1>
      <p className="text-muted">
        On the computer, open <b className="font-medium text-text">Phone</b> in Segue, or type{' '}
        <code className="font-mono text-text">segue phone</code>. Then scan the code with the camera.
      </p>
      {failure !== null && (
        <p role="alert" className="rounded-[10px] bg-error/12 px-4 py-3 text-[14px] text-error">
          {failure.message} {failure.hint}
        </p>
      )}
    </main>
  )
}
