// Deterministic passes proposed before the model: codes that name one record on both sides and whose bearers agree
// otherwise. In: prepared fields with their profiles, the sides. Out: passes from strict to loose. Never a key that
// repeats on both sides.
import type { LinkField, LinkPass } from '#shared/model/linkModel.ts'
import type { Sides } from '../block/blockRule.ts'
import type { PreparedField } from '../compare/prepareField.ts'
import type { ColumnProfile } from './columnProfile.ts'

const leastOverlap = 0.3
const leastDistinct = 0.995
const leastAgreement = 0.9

export const suggestPasses = (
  fields: PreparedField[],
  described: { field: LinkField; profile: ColumnProfile }[],
  sides: Sides,
): LinkPass[] => {
  const passes: LinkPass[] = []
  for (const field of fields) {
    const profile = described.find((d) => d.field.id === field.field.id)?.profile
    if (field.field.kind !== 'code' || profile === undefined || profile.filled < 0.5) continue
    if (agreesAsKey(field, fields, sides))
      passes.push({
        id: `equal_${field.field.id}`.slice(0, 63),
        keys: [{ field: field.field.id, by: 'value' }],
        repeated: 'unique',
      })
  }
  return passes
}

const agreesAsKey = (key: PreparedField, fields: PreparedField[], sides: Sides): boolean => {
  const bearer = new Int32Array(key.values.length).fill(-1)
  const others = fields.filter((field) => field !== key && field.filled > 0)
  let leftFilled = 0
  let leftDistinct = 0
  for (let row = 0; row < sides.left; row += 1) {
    const id = key.ids[row] as number
    if (id === 0) continue
    leftFilled += 1
    if (bearer[id] === -1) leftDistinct += 1
    bearer[id] = row
  }
  let rightFilled = 0
  let shared = 0
  let agreeing = 0
  const seen = new Uint8Array(key.values.length)
  let rightDistinct = 0
  for (let row = sides.left; row < sides.rows; row += 1) {
    const id = key.ids[row] as number
    if (id === 0) continue
    rightFilled += 1
    if (seen[id] === 0) rightDistinct += 1
    seen[id] = 1
    const left = bearer[id] as number
    if (left < 0) continue
    shared += 1
    // Bearers of one key that agree on nothing else are different things under one number.
    if (others.length === 0 || others.some((o) => (o.ids[left] as number) > 0 && o.ids[left] === o.ids[row]))
      agreeing += 1
  }
  if (leftFilled === 0 || rightFilled === 0) return false
  const distinct = Math.min(leftDistinct / leftFilled, rightDistinct / rightFilled)
  const overlap = shared / Math.min(leftFilled, rightFilled)
  return distinct >= leastDistinct && overlap >= leastOverlap && agreeing >= shared * leastAgreement
}
