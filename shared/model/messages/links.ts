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
  LINK_NOT_BY_STAGES: {
    vi: 'Liên kết “{link}” ghép theo khóa bằng nhau nên không có cặp nào phải xét. Chỉ liên kết theo bước (có mô hình) mới xét được.',
    en: 'The link “{link}” pairs equal keys, so there is nothing to judge. Only a link by stages can be reviewed.',
  },
  LINK_CHOICE_CHAIN: {
    vi: '“{link}” là một con số tính trên nhiều bản ghi khớp, nên không thể đi tiếp sang liên kết khác từ đó. Hãy dùng nó ở bước cuối, hoặc chọn một bản ghi (cùng kỳ, kỳ mới nhất).',
    en: '“{link}” is a figure over several matching records, so no further link can start from it. Use it as the last step, or choose one record (same period, latest period).',
  },
  LINK_CHOICE_PERIOD: {
    vi: '“{link}”: kỳ của hai bên không so được với nhau (bộ dữ liệu được liên kết có loại kỳ {kind}). Hãy chọn kỳ cùng loại hoặc dài hơn, hoặc kỳ mới nhất.',
    en: '“{link}”: the periods of the two sides cannot be compared (the linked dataset has periods of kind {kind}). Choose a period of that kind or a longer one, or the latest.',
  },
  LINK_PARTNERS_UNKNOWN: {
    vi: 'Liên kết “{link}” được chạy bằng phiên bản cũ, chỉ giữ một bản ghi khớp cho mỗi bản ghi. Hãy chạy lại liên kết để tính trên mọi bản ghi khớp.',
    en: 'The link “{link}” was run by an earlier version, which kept one match for each record. Run it again to use all matching records.',
  },
  LINK_NAME_TAKEN: {
    vi: 'Tên liên kết “{link}” kết thúc như một cách chọn bản ghi khớp (ví dụ __sum, __latest). Hãy đặt tên khác.',
    en: 'The name “{link}” of the link ends like a choice of matching records (such as __sum or __latest). Give it another name.',
  },
  LINK_TOO_MANY_RECORDS: {
    vi: 'Hai bên có {records} bản ghi; mô hình chỉ so sánh được tới {most}. Hãy ghép bằng khóa hoặc theo lượt trước, hoặc chia dữ liệu theo kỳ hay địa bàn.',
    en: 'The two sides have {records} records; the model compares {most} at most. Link by keys or by passes first, or divide the data by period or area.',
  },
  LINK_ONE_VERSION: {
    vi: 'Liên kết “{link}” mới có một lần chạy theo bước, chưa có lần trước để so sánh.',
    en: 'The link “{link}” has been run by stages once only; there is no run before to compare with.',
  },
  LINK_NOT_RUN_BEFORE: {
    vi: 'Liên kết “{link}” chưa được chạy theo bước nên không có kết quả cũ để bổ sung. Hãy chạy toàn bộ một lần.',
    en: 'The link “{link}” has no earlier run by stages to add to. Run the whole of it once.',
  },
  LINK_CHANGED_SINCE: {
    vi: 'Định nghĩa của liên kết “{link}” đã đổi sau lần chạy trước, nên cặp cũ và cặp mới sẽ không cùng một cách ghép. Hãy chạy toàn bộ.',
    en: 'The definition of the link “{link}” changed since its last run, so old and new pairs would not be of one kind. Run the whole of it.',
  },
  REVIEW_PAIR_UNKNOWN: {
    vi: 'Cặp bản ghi ({left}, {right}) không còn trong kết quả của liên kết. Hãy xem cặp tiếp theo.',
    en: 'The pair of records ({left}, {right}) is no longer in what the link found. Go on to the next pair.',
  },
} as const satisfies Record<string, Bilingual>
