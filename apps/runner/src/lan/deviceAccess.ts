import { createHmac } from 'node:crypto'
import type { ArtifactsService, Services } from '@segue/api'
import { type Device, type FailureError, fail } from '@segue/protocol'
import { createSigner, type Signer } from '../artifacts/signer.ts'

/** What paired devices get to see, each with addresses of files that only it can use. */
export interface DeviceAccess {
  servicesFor(device: Device): Services
  signerFor(device: Device): Signer
}

export interface DeviceAccessOptions {
  services: Services
  /** Files under addresses that a signer makes, relative to the door. */
  artifactsWith(signer: Signer): ArtifactsService
  /** Secret to this home. */
  key: Buffer
  now(): number
}

/** The services of a runner as devices see them. */
export function deviceAccess({ services, artifactsWith, key, now }: DeviceAccessOptions): DeviceAccess {
  const signerFor = ({ id }: Device): Signer =>
    createSigner(createHmac('sha256', key).update(`device:${id}`).digest(), now)
  return {
    signerFor,
    servicesFor: (device) => ({ ...services, artifacts: artifactsWith(signerFor(device)) }),
  }
}

/** What a device hears that was shut out meanwhile. */
export const noDevice = (): FailureError =>
  fail({
    code: 'device.unknown',
    message: 'This device is not paired any more.',
    hint: 'Pair it again: show a new code on the computer and scan it.',
    kind: 'input',
  })
