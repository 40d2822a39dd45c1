// A second person signs compiled figures. In: vintages, who signs, a note. Out: the vintages signed. Never by who
// compiled them, never one that a newer compilation replaced, never some of what was asked only.
import type { Vintage } from '#shared/contract/indicators.ts'
import { fail } from '#shared/model/failure.ts'
import { sameName } from '#shared/model/person.ts'
import type { EngineContext } from '#engine/workspace/context.ts'
import { vintageRepository } from './vintages.ts'

export type SignRequest = { vintages: number[]; note: string }

export const signVintages = (context: EngineContext, { vintages, note }: SignRequest): Vintage[] => {
  const { catalog } = context.workspace()
  const repository = vintageRepository(catalog)
  const name = context.signer ?? fail('SIGNATURE_NEEDED', { person: context.user })
  const signature = { at: new Date().toISOString(), by: name, recordedBy: context.user, note }
  const signed = catalog
    .transaction(() =>
      vintages.map((id) => {
        const vintage = repository.get(id)
        if (sameName(vintage.compiledBy, name)) return fail('SIGN_OWN_WORK', { name: vintage.compiledBy })
        const newest = repository.newest(vintage.indicator, vintage.period)
        if (newest && newest.id !== id) return fail('SIGN_NOT_LATEST', { newer: newest.id })
        return repository.sign(id, signature)
      }),
    )
    .immediate()
  context.account({
    subject: `${signed.map((v) => `${v.indicator} ${v.period} #${v.id}`).join(', ')}: ${name}`,
    ...(note === '' ? {} : { reason: note }),
  })
  context.emit('data.changed', { what: 'vintages' })
  return signed
}
