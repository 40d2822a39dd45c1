// The form of a batch as the contract's request. In: what the user chose. Out: the request, or what is missing. Pure.
import type { PublishFormat } from '#shared/contract/files.ts'
import type { MethodInput } from '#shared/contract/methods.ts'
import { parsePeriod } from '#shared/model/period.ts'

export type TerritoryChoice = 'defined' | 'country' | 'each' | 'both' | 'codes'
export type BatchForm = {
  tables: string[]
  source: string | null
  periods: string
  territory: TerritoryChoice
  codes: string
  format: PublishFormat
  output: 'files' | 'workbook'
  pattern: string
  folder: string | null
  keep: string
  jumpPercent: number
}

export const emptyForm: BatchForm = {
  tables: [],
  source: null,
  periods: '',
  territory: 'defined',
  codes: '',
  format: 'xlsx',
  output: 'files',
  pattern: '{id}_{period}_{territory}',
  folder: null,
  keep: '',
  jumpPercent: 50,
}

const parts = (text: string): string[] => text.split(/[,;\s]+/).filter((part) => part !== '')
export const wrongPeriod = (form: BatchForm): string | null =>
  parts(form.periods).find((period) => parsePeriod(period) === null) ?? null
export const hasTables = (form: BatchForm): boolean => form.tables.length > 0 || form.source !== null

const territoriesOf = ({ territory, codes }: BatchForm): string[] =>
  territory === 'defined'
    ? []
    : territory === 'both'
      ? ['country', 'each']
      : territory === 'codes'
        ? parts(codes)
        : [territory]

/** For an estimate a folder is not needed: the page's own is told of instead. */
export const requestOf = (form: BatchForm): MethodInput<'batch.run'> => ({
  path: form.folder ?? '.',
  ...(form.source === null ? {} : { source: form.source }),
  tables: form.tables,
  periods: parts(form.periods),
  territories: territoriesOf(form),
  format: form.output === 'workbook' ? 'xlsx' : form.format,
  output: form.output,
  ...(form.pattern.trim() === '' ? {} : { pattern: form.pattern.trim() }),
  language: 'both',
  jumpPercent: form.jumpPercent,
  ...(form.keep.trim() === '' ? {} : { keep: form.keep.trim() }),
})
