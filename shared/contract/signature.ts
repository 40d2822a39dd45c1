// The signature of a person under an act: of whoever is signed in, or of another who came to the desk. In a workspace
// without persons (made-up data) a name alone, proved by nothing. The row of a method that takes one names the least
// role of who signs (`signer`).
import { z } from 'zod'
import { personNameSchema } from '../model/person.ts'

export const signatureSchema = z
  .strictObject({ person: personNameSchema.optional(), passphrase: z.string().min(1).max(1000).optional() })
  .default({})
export type Signature = z.output<typeof signatureSchema>
