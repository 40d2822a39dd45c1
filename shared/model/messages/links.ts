// Failures of linking, in both languages. A code, once released, keeps its meaning.
import type { Bilingual } from '../text.ts'

export const linkMessages = {
  LINK_TOO_MANY_PAIRS: {
    vi: 'Các quy tắc chia khối tạo ra {pairs} cặp, quá giới hạn {budget}. Theo quy tắc: {rules}. Khối lớn nhất: {blocks}. Hãy thêm điều kiện vào các quy tắc này hoặc bỏ chúng.',
    en: 'The blocking rules make {pairs} pairs, over the budget of {budget}. By rule: {rules}. Largest blocks: {blocks}. Add a key to these rules or drop them.',
  },
  LINK_PASS_NOT_A_KEY: {
    vi: 'Lượt “{pass}” ghép {pairs} cặp: khóa của nó lặp lại quá nhiều. Hãy thêm khóa hoặc chọn chỉ dùng khóa duy nhất.',
    en: 'The pass “{pass}” pairs {pairs} times: its key repeats too much. Add a key, or use unique keys only.',
  },
  LINK_NOTHING_COMPARABLE: {
    vi: 'Không tìm thấy biến nào so sánh được giữa hai bộ dữ liệu: tên, loại và giá trị không có gì chung. Hãy tự chọn các biến.',
    en: 'No variables of the two datasets can be compared: names, kinds and values have nothing in common. Choose the variables yourself.',
  },
} as const satisfies Record<string, Bilingual>
