// A sample design declared afterwards: kept with its dataset through reopening, refused where it names what is not
// there.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Failure } from '#shared/model/failure.ts'
import { surveyDesignSchema } from '#shared/model/survey.ts'
import { renewDatasets } from '#engine/collect/intake/renewDatasets.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { createWorkspace } from '#engine/workspace/files/createWorkspace.ts'
import type { Workspace } from '#engine/workspace/files/workspace.ts'
import { knownDataset } from './knownDatasets.ts'
import { setSurveyDesign } from './surveyDesign.ts'
import { testContext } from '#test/support/engine/testContext.ts'

const folder = mkdtempSync(join(tmpdir(), 'statdesk-design-'))
let workspace: Workspace
const context = (): EngineContext => testContext(() => workspace, { user: 'lan', program: 'StatDesk' })
beforeAll(async () => {
  workspace = await createWorkspace(join(folder, 'w'), {
    name: 'w',
    passphrase: null,
    demonstration: true,
    user: 'lan',
  })
})
afterAll(async () => {
  await workspace.close()
  rmSync(folder, { recursive: true, force: true })
})

const codeOf = (work: () => unknown): string => {
  try {
    work()
    return ''
  } catch (thrown) {
    return thrown instanceof Failure ? thrown.value.code : String(thrown)
  }
}

test('a design stands with its dataset, also when built-in layouts are renewed, and can be taken away', () => {
  const design = surveyDesignSchema.parse({ weight: 'employees', strata: ['ownership'] })
  expect(setSurveyDesign(context(), 'taxpayer', design).design).toEqual(design)
  renewDatasets(workspace)
  expect(knownDataset(workspace, 'taxpayer').design).toEqual(design)
  expect(setSurveyDesign(context(), 'taxpayer', null).design).toBeUndefined()
  renewDatasets(workspace)
  expect(knownDataset(workspace, 'taxpayer').design).toBeUndefined()
})

test('what is not there, no number, or text is refused', () => {
  const set = (design: object) => () => setSurveyDesign(context(), 'taxpayer', surveyDesignSchema.parse(design))
  expect(codeOf(set({ weight: 'nothing' }))).toBe('VARIABLE_UNKNOWN')
  expect(codeOf(set({ weight: 'ownership' }))).toBe('SURVEY_DESIGN_INVALID')
  expect(codeOf(set({ weight: 'employees', strata: ['employees'] }))).toBe('SURVEY_DESIGN_INVALID')
})
