// The 54 ethnic groups and the two residual codes, grouped as yearbooks print them.
// Out: one version of two levels. The code is the group's place in the official order, Kinh first.
import { withoutMarks } from '#shared/format/foldText.ts'
import type { CodeListVersion } from '#shared/model/codeList.ts'
import { bilingual } from '#shared/model/text.ts'
import { items, level, version } from './table.ts'

const names = `
  Kinh · Tày · Thái · Hoa · Khơ-me · Mường · Nùng · Mông · Dao
  Gia-rai · Ngái · Ê-đê · Ba-na · Xơ-đăng · Sán Chay · Cơ-ho · Chăm · Sán Dìu
  Hrê · Mnông · Ra-glai · Xtiêng · Bru - Vân Kiều · Thổ · Giáy · Cơ-tu · Gié-Triêng
  Mạ · Khơ-mú · Co · Tà-ôi · Chơ-ro · Kháng · Xinh-mun · Hà Nhì · Chu-ru
  Lào · La Chí · La Ha · Phù Lá · La Hủ · Lự · Lô Lô · Chứt · Mảng
  Pà Thẻn · Cơ Lao · Cống · Bố Y · Si La · Pu Péo · Brâu · Ơ-đu · Rơ-măm
`
  .split(/·|\n/)
  .map((name) => name.trim())
  .filter((name) => name !== '')

const groups = names.map((name, i) => ({
  code: String(i + 1).padStart(2, '0'),
  label: bilingual(name, withoutMarks(name)),
  level: 'ethnic_group',
  parent: i === 0 ? 'K' : 'M',
}))

export const ethnicGroupList: CodeListVersion = version(
  'ethnic_group',
  'current',
  bilingual('Dân tộc', 'Ethnic group'),
  [level('ethnic_group', 'Dân tộc', 'Ethnic group'), level('ethnic_class', 'Nhóm dân tộc', 'Kinh or minority')],
  [
    ...groups,
    ...items(
      'ethnic_group',
      `
    55|Người nước ngoài|Foreigner|U
    56|Không xác định|Not determined|U
  `,
    ),
    ...items(
      'ethnic_class',
      `
    K|Kinh|Kinh
    M|Dân tộc thiểu số|Ethnic minorities
    U|Khác|Other
  `,
    ),
  ],
)
