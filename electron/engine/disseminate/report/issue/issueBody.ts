// What is kept of an issue, as bytes. In: a composed report and its changes. Out: bytes with the hash of the text in
// them, and back. Never read without its hash compared: an issue that was altered is refused, not shown.
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { IssueChanges } from '#shared/contract/issues.ts'
import { parseExact, stringifyExact } from '#shared/model/exact.ts'
import { fail } from '#shared/model/failure.ts'
import type { ReleaseDraft } from '#engine/workspace/files/catalogReleases.ts'
import type { ComposedReport } from '../composeReport.ts'
import type { SourceState } from '../reportSources.ts'

export type IssueBody = {
  format: 1
  report: ComposedReport
  changes: IssueChanges
  /** What the release registry is told when a page of it leaves. */
  releases?: readonly ReleaseDraft[]
}
export type IssueStates = Record<string, SourceState>

const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

export const packIssue = async (body: IssueBody): Promise<{ bytes: Buffer; sha256: string }> => {
  const text = stringifyExact(body)
  return { bytes: await promisify(gzip)(text), sha256: hashOf(text) }
}

/** Fails ISSUE_DAMAGED. */
export const unpackIssue = async (bytes: Buffer, sha256: string, id: number): Promise<IssueBody> => {
  const text = await promisify(gunzip)(bytes).then(
    (plain) => plain.toString('utf8'),
    () => null,
  )
  if (text === null || hashOf(text) !== sha256) return fail('ISSUE_DAMAGED', { issue: id })
  return parseExact(text) as IssueBody
}

export const packStates = (states: IssueStates): Promise<Buffer> => promisify(gzip)(stringifyExact(states))

export const unpackStates = async (bytes: Buffer): Promise<IssueStates> =>
  parseExact((await promisify(gunzip)(bytes)).toString('utf8')) as IssueStates
