// Names of people, schools and enterprises, made of the usual parts. In: draws. Out: text. No real person, school or
// firm is meant.
import type { Random } from './random.ts'
import { cumulate } from './random.ts'

const words = (text: string): string[] => text.trim().split(/\s*,\s*/)

/** Surnames with their frequency in percent. */
const surnames = words(
  'Nguyễn 38, Trần 11, Lê 9.5, Phạm 7, Hoàng 5, Vũ 4, Phan 4.5, Đặng 2.1, Bùi 2, Đỗ 1.4, Hồ 1.3, Ngô 1.3, Dương 1, Lý 0.5, Võ 3.9, Đinh 1, Trương 2.2, Đoàn 0.9, Mai 0.7, Tô 0.4, Lương 0.8, Hà 0.7, Chu 0.5, Cao 0.6, Vi 0.3, Lò 0.5, Giàng 0.3, Thạch 0.3, Châu 0.3',
).map((word) => ({ name: word.slice(0, word.lastIndexOf(' ')), weight: Number(word.slice(word.lastIndexOf(' ') + 1)) }))
const surnameWeights = cumulate(surnames.map((s) => s.weight))
const middle = words('Văn, Thị, Hữu, Đức, Minh, Ngọc, Thanh, Quốc, Xuân, Thu, Kim, Gia, Hoài, Bảo, Anh')
const given = words(
  'An, Anh, Bình, Châu, Chi, Cường, Dũng, Dung, Duy, Đạt, Giang, Hà, Hải, Hạnh, Hiếu, Hoa, Hòa, Hồng, Hùng, Hương, Khánh, Khoa, Lan, Linh, Long, Mai, Minh, Nam, Nga, Ngân, Nhung, Phong, Phúc, Phương, Quân, Quang, Sơn, Tâm, Thảo, Thắng, Thủy, Tiến, Trang, Trung, Tú, Tuấn, Tùng, Vân, Việt, Yến',
)

const one = (list: string[], random: Random): string => list[random.below(list.length)] ?? ''

export const personName = (random: Random): string =>
  `${surnames[random.pick(surnameWeights)]?.name ?? 'Nguyễn'} ${one(middle, random)} ${one(given, random)}`

const honoured = words(
  'Nguyễn Du, Lê Lợi, Trần Hưng Đạo, Quang Trung, Lý Thường Kiệt, Nguyễn Trãi, Chu Văn An, Lê Hồng Phong, Võ Thị Sáu, Kim Đồng, Nguyễn Huệ, Phan Bội Châu, Hai Bà Trưng, Ngô Quyền, Lê Quý Đôn, Hoàng Diệu, Nguyễn Bỉnh Khiêm, Trần Phú, Phan Châu Trinh, Đinh Tiên Hoàng',
)
const flowers = words(
  'Hoa Sen, Hoa Hồng, Họa Mi, Sơn Ca, Măng Non, Tuổi Thơ, Ánh Dương, Hướng Dương, Bình Minh, Sao Mai, Hoa Mai, Thỏ Trắng, Vành Khuyên, Ban Mai, Tuổi Ngọc',
)
const plain = words(
  'Tân Lập, Bình Minh, Hòa Bình, Thống Nhất, Tân Tiến, Đoàn Kết, An Phú, Phú Xuân, Long Sơn, Yên Bình, Mỹ Hưng, Thanh Sơn, Vĩnh Thịnh, Đông Hải, Tây Sơn, Nam Cường, Bắc Sơn, Trung Thành',
)
const kinds: Record<string, string> = {
  45: 'Mầm non',
  1: 'Tiểu học',
  12: 'TH&THCS',
  2: 'THCS',
  23: 'THCS&THPT',
  3: 'THPT',
  123: 'TH, THCS&THPT',
  6: 'TT GDTX',
}

export const schoolName = (type: string, independent: boolean, random: Random): string => {
  if (independent) return `Lớp mầm non độc lập ${one(flowers, random)} ${1 + random.below(40)}`
  const name =
    type === '45'
      ? one(random.chance(0.5) ? flowers : plain, random)
      : one(random.chance(0.6) ? honoured : plain, random)
  return `${kinds[type] ?? 'Trường'} ${name}${random.chance(0.35) ? ` ${1 + random.below(3)}` : ''}`
}

export const streetAddress = (random: Random): string => `Số ${1 + random.below(400)}, đường ${one(honoured, random)}`

const firmWords = words(
  'Minh Phát, Thành Công, Hưng Thịnh, Đại Phát, An Khang, Phú Quý, Tân Việt, Hoàng Gia, Nam Phong, Thiên Long, Hải Đăng, Kim Long, Việt Tiến, Bảo An, Đông Á, Sao Việt, Trường Sơn, Đức Minh, Quang Vinh, Hồng Hà, Thái Bình Dương, Ngọc Linh, Phương Nam, Tây Bắc, Toàn Cầu',
)
const foreignWords = words(
  'Hanil, Sunrise, Taikoo, Nikko, Daesung, Evergreen, Golden Star, Yuki, Fuhong, Orient, Pacific, Seoul Tech, Tokai, Shinwa, Lotus, Jiaxin, Everbright, Nordic, Techwin, Maruka',
)
const trades: Record<string, string> = {
  '01': 'Nông nghiệp',
  '03': 'Thủy sản',
  10: 'Thực phẩm',
  13: 'Dệt',
  14: 'May',
  15: 'Giày da',
  16: 'Gỗ',
  17: 'Giấy',
  20: 'Hóa chất',
  22: 'Nhựa',
  23: 'Vật liệu xây dựng',
  24: 'Thép',
  25: 'Cơ khí',
  26: 'Điện tử',
  27: 'Thiết bị điện',
  28: 'Máy',
  29: 'Ô tô',
  30: 'Xe máy',
  31: 'Nội thất',
  32: 'Sản xuất',
  35: 'Điện lực',
  41: 'Xây dựng',
  42: 'Xây dựng hạ tầng',
  43: 'Xây lắp',
  45: 'Ô tô',
  46: 'Thương mại',
  47: 'Bán lẻ',
  49: 'Vận tải',
  52: 'Kho vận',
  55: 'Khách sạn',
  56: 'Nhà hàng',
  62: 'Công nghệ',
  68: 'Bất động sản',
  70: 'Tư vấn',
  71: 'Thiết kế',
  73: 'Quảng cáo',
  77: 'Cho thuê',
  79: 'Du lịch',
  85: 'Giáo dục',
  86: 'Y tế',
  96: 'Dịch vụ',
}

/** A firm's name by its legal form; the number at the end keeps names apart and says that they are made up. */
export const enterpriseName = (ownership: string, division: string, number: number, random: Random): string => {
  const trade = trades[division] ?? 'Dịch vụ'
  if (ownership.startsWith('3')) return `Công ty TNHH ${trade} ${one(foreignWords, random)} Việt Nam ${number}`
  if (ownership.startsWith('1')) return `Tổng công ty ${trade} ${one(firmWords, random)} ${number}`
  const form =
    ownership === '2.1'
      ? 'DNTN'
      : ownership === '2.2'
        ? 'Công ty hợp danh'
        : ownership === '2.3'
          ? 'Công ty TNHH'
          : 'Công ty cổ phần'
  return `${form} ${trade} ${one(firmWords, random)} ${number}`
}
