// What of a rejected line may be kept, and what of it may be shown. In: fields, header, dataset. Out: fields. Personal
// numbers never stay readable, not even here: they become "#" and a keyed hash. Identifiers are kept and shown masked.
import { createHash } from 'node:crypto'
import type { Dataset, Variable } from '#shared/model/dataset.ts'

export const mask = '•••'

const variableAt = (dataset: Dataset, header: readonly string[]): (Variable | undefined)[] =>
  header.map((name) =>
    dataset.variables.find((v) => v.source !== null && v.source.toLowerCase() === name.trim().toLowerCase()),
  )

const isPersonalNumber = (field: string): boolean =>
  /^[^0-9]*([0-9][ .]?){12}[^0-9]*$/.test(field) && field.replace(/[^0-9]/g, '').length === 12

/** For keeping: person codes by their place, anything shaped like a personal number wherever it stands. */
export const keptFields = (
  dataset: Dataset,
  header: readonly string[],
  personKey: Buffer,
): ((fields: string[]) => string[]) => {
  const variables = variableAt(dataset, header)
  const personal = dataset.variables.some((v) => v.normalise === 'person_hash' || v.normalise === 'tax_code')
  const secret = personKey.toString('hex')
  const hashed = (field: string): string =>
    `#${createHash('sha256')
      .update(secret + field.trim())
      .digest('hex')
      .slice(0, 16)}`
  // Declaration numbers have twelve digits as well; they are no one's.
  const isOther = (variable: Variable | undefined): boolean =>
    variable !== undefined && variable.normalise !== 'person_hash' && variable.normalise !== 'tax_code'
  return (fields) => {
    const sound = fields.length === header.length
    return fields.map((field, index) => {
      const variable = sound ? variables[index] : undefined
      if (field !== '' && variable?.normalise === 'person_hash') return hashed(field)
      return personal && !isOther(variable) && isPersonalNumber(field) ? hashed(field) : field
    })
  }
}

/** For showing: identifiers masked; in a line whose fields do not fit the header, whatever could be one. */
export const shownFields = (dataset: Dataset, header: readonly string[], fields: string[]): string[] => {
  const variables = variableAt(dataset, header)
  const sound = fields.length === header.length
  return fields.map((field, index) => {
    if (field === '') return field
    if (sound) return variables[index]?.role === 'identifier' ? mask : field
    return /[@ ]|[0-9]{9}/.test(field) ? mask : field
  })
}
