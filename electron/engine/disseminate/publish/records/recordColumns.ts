// The columns of an export of records: what each variable is, where DuckDB has it, its codes with their labels. In: a
// table model, names, a language. Out: columns and the relation they stand in. Identifiers and free texts are refused
// by name.
import { isOneRecord, linkPathOf, nameOf } from '#shared/model/variableRef.ts'
import type { RecordFormat } from '#shared/contract/files.ts'
import { fail } from '#shared/model/failure.ts'
import type { Variable } from '#shared/model/dataset.ts'
import { periodVariableId } from '#shared/model/dataset.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { OfficePolicy } from '#shared/model/officePolicy.ts'
import { withheldOf } from '#engine/workspace/policy/recordsPermission.ts'
import type { RecordSource, SourceColumn } from '#engine/workspace/columns/source.ts'
import { findItem } from '#engine/process/categories/categories.ts'
import type { TableModel } from '#engine/analyse/tabulate/plan/model.ts'
import { oneLine } from '../labels.ts'
import type { PublishLanguage } from '../labels.ts'

/** A code of a variable as it stands in the records, with the version it is read in. */
export type RecordCode = { id: number; code: string; version: string | null; label: string | null }
export type RecordColumn = {
  /** The variable's reference with a dot as underscore. */
  name: string
  source: SourceColumn
  label: string
  /** Codes of a variable with a code list; null: bare codes, numbers, dates. */
  codes: RecordCode[] | null
  /** Whether the list has more than one version, so that a code alone does not say which unit it is. */
  dated: boolean
}

/** The variable of a reference; an identifier is told from a name that does not exist. */
const exportable = (model: TableModel, ref: string, codes: OfficePolicy['exportCodes']): void => {
  const [link, name] = [linkPathOf(ref), nameOf(ref)]
  const dataset = link === null ? model.dataset : (model.link(link)?.right ?? fail('LINK_UNKNOWN', { link }))
  if (name === periodVariableId && (link === null || isOneRecord(link))) return
  const variable: Variable =
    dataset.variables.find((v) => v.id === name) ?? fail('VARIABLE_UNKNOWN', { variable: ref, dataset: dataset.id })
  const withheld = withheldOf(variable, codes)
  if (withheld === 'identifier') fail('RECORDS_EXPORT_IDENTIFIER', { variable: ref })
  if (withheld === 'code') fail('RECORDS_EXPORT_CODE', { variable: ref })
}

export const checkExportable = (model: TableModel, refs: readonly string[], codes: OfficePolicy['exportCodes']): void =>
  refs.forEach((ref) => exportable(model, ref, codes))

export const recordColumns = async (
  model: TableModel,
  source: RecordSource,
  refs: readonly string[],
  language: PublishLanguage,
): Promise<RecordColumn[]> => {
  const columns: RecordColumn[] = []
  for (const ref of new Set(refs)) {
    const column = source.column(ref)
    const list = column.variable.codeList
    const say = (text: Bilingual): string => oneLine(text, language)
    const versions = list === null ? [] : model.lists.versions(list)
    const labelOf = (code: string, version: string | null): string | null => {
      const of = versions.find((v) => v.version === version) ?? versions.at(-1)
      const item = of && findItem(of, code, null)?.item
      return item ? say(item.label) : null
    }
    const codes =
      list === null || versions.length === 0
        ? null
        : (await source.dictionary(ref)).map((e): RecordCode => ({ ...e, label: labelOf(e.code, e.version) }))
    columns.push({
      name: ref.replaceAll('.', '_'),
      source: column,
      label: say(column.variable.label),
      codes,
      dated: versions.length > 1,
    })
  }
  return columns
}

export type { RecordFormat }
