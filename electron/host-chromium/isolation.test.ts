// The browsers started here, looked at from outside: no packet of a real-time connection, no passphrase in their
// environment.
import { createSocket } from 'node:dgram'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { expect, it } from 'vitest'
import { browserEnvironment } from '../host/guards.ts'
import { browserFlags, findBrowser } from './findBrowser.ts'

const browser = ((): string | null => {
  try {
    return findBrowser()
  } catch {
    return null
  }
})()
if (browser === null) console.warn('no browser here: the isolation of its process is not tested')

const secret = 'mật-khẩu-thử-93f1'

/** Environments of this process's descendants that hold the text. */
const leaking = (text: string): number =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
        return command.includes('chrom') && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(text)
      } catch {
        return false
      }
    }).length

it.skipIf(browser === null)(
  'sends nothing when a page asks for a real-time connection, and knows no passphrase',
  async () => {
    const socket = createSocket('udp4')
    let packets = 0
    socket.on('message', () => {
      packets += 1
    })
    await new Promise<void>((resolve) => {
      socket.bind(0, '127.0.0.1', () => resolve())
    })
    const { port } = socket.address()
    process.env['STATDESK_PASSPHRASE'] = secret
    const started = await chromium.launch({
      executablePath: browser ?? '',
      headless: true,
      args: browserFlags(),
      env: browserEnvironment(process.env),
    })
    try {
      const page = await started.newPage()
      await page.setContent('<p>x</p>')
      const candidates = await page.evaluate(async (at) => {
        const connection = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${at}` }] })
        const found: string[] = []
        connection.onicecandidate = (event) => {
          if (event.candidate) found.push(event.candidate.candidate)
        }
        connection.createDataChannel('x')
        await connection.setLocalDescription(await connection.createOffer())
        await new Promise((resolve) => {
          setTimeout(resolve, 1500)
        })
        return found
      }, port)
      expect(candidates).toEqual([])
      expect(packets).toBe(0)
      if (existsSync('/proc/self/environ')) expect(leaking(secret)).toBe(0)
    } finally {
      delete process.env['STATDESK_PASSPHRASE']
      await started.close()
      socket.close()
    }
  },
  60_000,
)
