// What is said of a link that is older than the data: its name as a reader knows it. In: a link set. Out: facts of LINK_STALE.
import type { LinkDefinition } from '#shared/model/link.ts'

export const staleLinkFacts = ({ id, label }: LinkDefinition): Record<string, string> => ({
  link: id,
  link_vi: label.vi === '' ? id : label.vi,
  link_en: label.en === '' ? id : label.en,
})
