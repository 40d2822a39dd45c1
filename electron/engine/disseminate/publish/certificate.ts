// What reading a written file back has shown. In: format, what was counted, who read. Out: the certificate of the
// export's result and of the audit log. Made only after every cell agreed: a difference is a failure, never a smaller
// number here.
import type { WrittenCertificate } from '#shared/contract/responses.ts'

export type { WrittenCertificate } from '#shared/contract/responses.ts'

export const certificateOf = (format: string, cells: number, reader: string, compared = cells): WrittenCertificate => ({
  format,
  cells,
  compared,
  reader,
})

/** For the log: "px 1224/1224". */
export const certificateText = ({ format, cells, compared }: WrittenCertificate): string =>
  `${format} ${compared}/${cells}`
