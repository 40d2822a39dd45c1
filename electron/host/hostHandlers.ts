// Answers to the host methods of the contract, over a Platform. In: validated requests. Out: plain values.
// Never a path from the page that no dialog granted.
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { HostMethodName, HostMethodRequest, HostMethodResponse } from '#shared/contract/host.ts'
import type { MethodInput, MethodResponse } from '#shared/contract/methods.ts'
import { fail } from '#shared/model/failure.ts'
import type { Grants } from './grants.ts'
import type { Platform } from './platform.ts'
import type { SettingsFile } from './settingsFile.ts'

export type HostHandlers = { [M in HostMethodName]: (request: HostMethodRequest<M>) => Promise<HostMethodResponse<M>> }

export const createHostHandlers = (parts: {
  platform: Platform
  settings: SettingsFile
  grants: Grants
  restartEngine: () => void
  engine: { call(method: string, params: unknown): Promise<unknown> }
}): HostHandlers => {
  const { platform, settings, grants } = parts
  const granted = (path: string) => (grants.isGranted(path) ? path : fail('PATH_NOT_GRANTED', { path }))
  /** What is printed comes from the engine, which has logged it by then. */
  const documentOf = async <M extends 'report.print' | 'report.export'>(method: M, request: MethodInput<M>) =>
    ((await parts.engine.call(method, request)) as MethodResponse<M>).html
  return {
    async 'host.info'() {
      const demonstrationFolder = grants.grant(join(platform.userData, 'demonstration'))
      return { host: platform.kind, version: platform.version, platform: process.platform, demonstrationFolder }
    },
    'host.settings': async () => settings.read(),
    'host.saveSettings': async ({ settings: part }) => settings.change(part),
    async 'host.openFile'(request) {
      const paths = await platform.openFile(request)
      return paths === null ? null : { paths: paths.map((path) => grants.grant(path)) }
    },
    async 'host.openFolder'(request) {
      const path = await platform.openFolder(request)
      if (path === null) return null
      if (request.create) mkdirSync(path, { recursive: true })
      return { path: grants.grant(path) }
    },
    async 'host.saveFile'(request) {
      const path = await platform.saveFile(request)
      return path === null ? null : { path: grants.grant(path) }
    },
    async 'host.writePdf'({ job, path }) {
      await platform.writePdf(await documentOf('report.export', { job, path: granted(path) }), path)
      return { path, bytes: statSync(path).size }
    },
    async 'host.print'({ job }) {
      await platform.print(await documentOf('report.print', { job }))
      return null
    },
    async 'host.showInFolder'({ path }) {
      await platform.showInFolder(granted(path))
      return null
    },
    async 'host.setTitle'({ title }) {
      await platform.setTitle(title)
      return null
    },
    async 'host.restartEngine'() {
      parts.restartEngine()
      return null
    },
    async 'host.copyText'({ text, html }) {
      await platform.copyText(text, html)
      return null
    },
  }
}
