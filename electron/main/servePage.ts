// Serves the built page on our own scheme. In: a session, our origin, the page's folder. GET only, one policy per
// response. Never a file outside the folder, never an unknown kind.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Session } from 'electron'
import { contentSecurityPolicy, servedFile } from '../host/guards.ts'

export const servePage = (session: Session, origin: string, folder: string): void => {
  session.protocol.handle('app', async (request) => {
    const file = request.method === 'GET' ? servedFile(request.url, origin, folder) : null
    if (!file) return new Response('', { status: 404 })
    const nonce = randomBytes(16).toString('base64')
    const bytes = await readFile(file.path).catch(() => null)
    if (!bytes) return new Response('', { status: 404 })
    const body = file.contentType.startsWith('text/html')
      ? bytes.toString('utf8').replaceAll('__STYLE_NONCE__', nonce)
      : new Uint8Array(bytes)
    return new Response(body, {
      headers: {
        'content-type': file.contentType,
        'content-security-policy': contentSecurityPolicy(nonce),
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    })
  })
}
