// Which columns of a layer could be codes or names. In: features. Out: columns with samples, the likeliest code and
// name. A guess the user sees.
import type { BoundaryColumn } from '#shared/contract/pictures.ts'
import type { RawFeature } from './readers/boundaryFile.ts'

export const cellText = (value: unknown): string => {
  if (typeof value === 'string') return value.normalize('NFC').trim()
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : ''
}

export const columnsOf = (features: RawFeature[]): BoundaryColumn[] => {
  const names = [...new Set(features.slice(0, 200).flatMap((f) => Object.keys(f.properties)))]
  return names.map((name) => {
    const values = features.map((f) => cellText(f.properties[name]))
    const filled = values.filter((v) => v !== '')
    return {
      name,
      samples: [...new Set(filled)].slice(0, 5),
      filled: filled.length,
      distinct: new Set(filled).size,
    }
  })
}

const codeName = /^(ma|code|id|.*_?code|ma_?(tinh|huyen|xa|dvhc)|.*ma)$/i
const nameName = /^(ten|name|.*name|ten_?(tinh|huyen|xa)|.*ten)$/i

export const likelyColumns = (
  columns: BoundaryColumn[],
  features: number,
): { code: string | null; name: string | null } => {
  const whole = columns.filter((c) => c.filled === features && c.distinct === features)
  const digits = whole.filter((c) => c.samples.every((s) => /^\d+$/.test(s)))
  const code =
    digits.find((c) => codeName.test(c.name)) ?? whole.find((c) => codeName.test(c.name)) ?? digits[0] ?? whole[0]
  const name = columns.find((c) => c !== code && nameName.test(c.name))
  return { code: code?.name ?? null, name: name?.name ?? null }
}
