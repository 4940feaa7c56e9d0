import { create } from 'zustand'

/** Whether the dialog about phones is open. */
export const usePhoneDialog = create<{ open: boolean }>(() => ({ open: false }))

export const openPhoneDialog = (): void => usePhoneDialog.setState({ open: true })

export const closePhoneDialog = (): void => usePhoneDialog.setState({ open: false })
