// Links by which a record could have met several others, said: one of them was taken. In: a model, the paths a table
// reads. Out: a note each. A sum across such a link is of one partner a record; where the partners are of several
// periods, it is of no period in particular.
import { formatInteger } from '#shared/format/number.ts'
import type { Bilingual } from '#shared/model/text.ts'
import type { TableModel } from '../plan/model.ts'

export const severalNotes = (model: TableModel, paths: readonly string[]): Bilingual[] =>
  paths.flatMap((path): Bilingual[] => {
    const link = model.link(path)
    if (link === null || link.several === 0) return []
    // A figure over all of them leaves none out.
    if (link.choice && link.choice.statistic !== null) return []
    const count = { vi: formatInteger(link.several, 'vi'), en: formatInteger(link.several, 'en') }
    if (link.choice)
      return [
        {
          vi: `Liên kết “${link.label.vi}”: mỗi bản ghi lấy một bản ghi khớp trong phạm vi đã chọn; nếu vẫn có nhiều thì lấy bản ghi đứng trước.`,
          en: `Link “${link.label.en}”: each record takes one match within what was chosen; where there are still several, the first.`,
        },
      ]
    return [
      {
        vi: `Liên kết “${link.label.vi}”: ${count.vi} bản ghi có nhiều bản ghi khớp (có thể của nhiều kỳ); chỉ một bản ghi khớp nhất, ngang nhau thì bản ghi đứng trước, được dùng, các bản ghi khớp khác không có trong bảng. Muốn tính trên mọi bản ghi khớp, hãy chọn tổng, số bản ghi, bình quân, nhỏ nhất hoặc lớn nhất của chúng, hay chọn kỳ, trong danh sách biến dưới liên kết.`,
        en: `Link “${link.label.en}”: ${count.en} records match several others (possibly of several periods); only the surest, of equally sure ones the first, is used, and the other matches are not in this table. To use all of them, choose their sum, number, mean, minimum or maximum, or a period, in the list of variables under the link.`,
      },
    ]
  })
