import { Toaster as Base } from 'sonner'

/** Where short notices appear. `toast` from sonner writes them. */
export function Toaster() {
  return (
    <Base
      theme="dark"
      position="bottom-center"
      toastOptions={{
        classNames: {
          toast: '!rounded-node !border-line !bg-header !text-node !text-text !shadow-pop !font-sans',
          description: '!text-muted',
          actionButton: '!bg-raised !text-text',
        },
      }}
    />
  )
}
