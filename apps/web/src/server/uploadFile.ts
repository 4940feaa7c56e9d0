import { offline, readUpload, uploadUrl } from '@segue/client'
import type { ArtifactRef } from '@segue/protocol'

/**
 * Stores a dropped file with progress (0–1), which `fetch` cannot report. Fails with what the runner found wrong.
 */
export function uploadFile(file: File, onProgress: (fraction: number) => void): Promise<ArtifactRef> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', uploadUrl(window.location.origin, file.name))
    request.setRequestHeader('x-segue', '1')
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 1)
    request.onerror = () => reject(offline())
    request.onload = () => {
      try {
        resolve(readUpload(request.status, request.responseText))
      } catch (error) {
        reject(error)
      }
    }
    request.send(file)
  })
}
