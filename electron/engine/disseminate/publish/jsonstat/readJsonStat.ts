// A JSON-stat 2.0 dataset read and held against the rules of the format, the structural and those between fields. In:
// text. Out: dimensions, values, statuses. Never a document that breaks a rule: the first broken one is the error.
export type JsonStatDimension = { id: string; label: string; codes: string[]; labels: string[] }
export type JsonStatFile = {
  label: string
  dimensions: JsonStatDimension[]
  values: (number | null)[]
  statuses: Map<number, string>
  roles: Record<string, string[]>
}

const problem = (rule: string): never => {
  throw new Error(`JSON-stat: ${rule}`)
}
type Plain = Record<string, unknown>
const isPlain = (value: unknown): value is Plain => value !== null && typeof value === 'object' && !Array.isArray(value)
const plain = (value: unknown, what: string): Plain => (isPlain(value) ? value : problem(`${what} is no object`))
const texts = (value: unknown, what: string): string[] =>
  Array.isArray(value) && value.every((v) => typeof v === 'string') ? value : problem(`${what} is no list of texts`)
const text = (value: unknown, what: string): string =>
  typeof value === 'string' ? value : problem(`${what} is no text`)
const only = (value: Plain, allowed: readonly string[], what: string): void => {
  const other = Object.keys(value).find((key) => !allowed.includes(key))
  if (other !== undefined) problem(`${what} has an unknown member ${other}`)
}

const rootKeys = [
  'version',
  'class',
  'href',
  'label',
  'source',
  'updated',
  'note',
  'link',
  'error',
  'extension',
  'id',
  'size',
  'role',
  'dimension',
  'value',
  'status',
]

const readDimension = (id: string, value: unknown, size: number): JsonStatDimension => {
  const dimension = plain(value, id)
  only(dimension, ['label', 'note', 'category', 'href', 'link', 'extension'], id)
  const category = plain(dimension['category'], `${id}.category`)
  only(category, ['index', 'label', 'child', 'coordinates', 'unit', 'note'], `${id}.category`)
  const index = category['index']
  const codes = Array.isArray(index)
    ? texts(index, `${id}.index`)
    : Object.entries(plain(index, `${id}.index`))
        .sort((a, b) => Number(a[1]) - Number(b[1]))
        .map(([code]) => code)
  if (codes.length !== size) problem(`${id} has ${codes.length} categories, its size is ${size}`)
  if (new Set(codes).size !== codes.length) problem(`${id} has a category twice`)
  const labels = plain(category['label'], `${id}.label`)
  if (Object.keys(labels).length !== codes.length || codes.some((code) => !Object.hasOwn(labels, code)))
    problem(`${id}: index and label do not agree`)
  for (const part of ['unit', 'note', 'child'] as const) {
    if (
      category[part] !== undefined &&
      Object.keys(plain(category[part], `${id}.${part}`)).some((code) => !codes.includes(code))
    )
      problem(`${id}.${part} names an unknown category`)
  }
  return {
    id,
    label: text(dimension['label'], `${id}.label`),
    codes,
    labels: codes.map((code) => text(labels[code], `${id}.label.${code}`)),
  }
}

export const readJsonStat = (source: string): JsonStatFile => {
  const root = plain(JSON.parse(source), 'root')
  only(root, rootKeys, 'root')
  if (root['version'] !== '2.0' || root['class'] !== 'dataset')
    problem('version and class are not those of a 2.0 dataset')
  const id = texts(root['id'], 'id')
  const size = root['size']
  if (
    !Array.isArray(size) ||
    size.length !== id.length ||
    !size.every((n): n is number => Number.isInteger(n) && n > 0)
  )
    return problem('size does not go with id')
  const dimension = plain(root['dimension'], 'dimension')
  if (Object.keys(dimension).length !== id.length || id.some((d) => !Object.hasOwn(dimension, d)))
    problem('dimension does not go with id')
  const dimensions = id.map((d, i) => readDimension(d, dimension[d], size[i] ?? 0))
  const role = plain(root['role'] ?? {}, 'role')
  only(role, ['time', 'geo', 'metric'], 'role')
  const roles = Object.fromEntries(Object.entries(role).map(([name, of]) => [name, texts(of, `role.${name}`)]))
  for (const of of Object.values(roles).flat()) if (!id.includes(of)) problem(`role names ${of}, which is no dimension`)
  for (const metric of roles['metric'] ?? []) {
    if (
      !isPlain(plain(dimension[metric], metric)['category']) ||
      !Object.hasOwn(plain(plain(dimension[metric], metric)['category'], metric), 'unit')
    )
      problem(`${metric} has no unit`)
  }
  const product = size.reduce((n, s) => n * s, 1)
  const values = root['value']
  if (!Array.isArray(values) || values.length !== product) return problem(`value has not ${product} entries`)
  if (values.some((v) => v !== null && typeof v !== 'number')) problem('value holds something else than numbers')
  const status = plain(root['status'] ?? {}, 'status')
  const statuses = new Map(Object.entries(status).map(([at, of]) => [Number(at), text(of, `status.${at}`)]))
  for (const at of statuses.keys())
    if (!Number.isInteger(at) || at < 0 || at >= product) problem(`status ${at} stands outside`)
  if (
    typeof root['updated'] === 'string' &&
    !/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?$/.test(root['updated'])
  )
    problem('updated is no date')
  return { label: text(root['label'], 'label'), dimensions, values: values as (number | null)[], statuses, roles }
}
