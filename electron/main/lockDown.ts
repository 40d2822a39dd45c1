// Takes from a session all it could reach: network, permissions, devices, downloads. In: a session and our origin.
import type { Session } from 'electron'
import { mayRequest, mayUsePermission } from '../host/guards.ts'

export const lockDown = (session: Session, origin: string): void => {
  session.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !mayRequest(details.url, origin) }))
  session.setPermissionRequestHandler((_contents, permission, callback, details) =>
    callback(mayUsePermission(permission, details.requestingUrl, origin)),
  )
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    mayUsePermission(permission, requestingOrigin, origin),
  )
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
}
