// What can go wrong while files are taken in, in both languages: part of the messages of ../messages.ts.
// Out: messages by code. Never a code that messages.ts has too.
import type { Bilingual } from '../text.ts'

const m = (vi: string, en: string): Bilingual => ({ vi, en })

export const intakeMessages = {
  FOLDER_NOT_FOUND: m(
    'Không mở được thư mục “{path}”: không còn ở đó, hoặc không có quyền đọc. Hãy chọn lại thư mục.',
    'The folder “{path}” cannot be opened: it is gone, or may not be read. Choose it again.',
  ),
  FILE_NOT_REGULAR: m(
    '“{path}” không phải tệp thường ({kind}). Hãy chép dữ liệu ra một tệp rồi nhận tệp đó.',
    '“{path}” is not a regular file ({kind}). Copy the data to a file and import that.',
  ),
  FILE_IS_LINK: m(
    '“{path}” là liên kết đến “{target}”, không phải tệp trong thư mục này, nên không được nhận. Hãy nhận chính tệp đó.',
    '“{path}” is a link to “{target}”, not a file of this folder, so it was not taken in. Import that file itself.',
  ),
  FILE_LINK_LOOP: m(
    '“{path}” là liên kết chỉ vòng về chính nó. Hãy chép tệp thật vào đây.',
    '“{path}” is a link that leads back to itself. Copy the real file here.',
  ),
  FILE_CHANGED: m(
    'Tệp “{path}” đã thay đổi trong khi đang đọc. Không có gì được ghi; hãy đợi tệp chép xong rồi nhận lại.',
    'The file “{path}” changed while it was read. Nothing was written; wait until it is complete and import it again.',
  ),
  PERIOD_NOT_DELIVERED: m(
    'Bộ dữ liệu “{dataset}” không có đợt nhận nào của kỳ {period} để so sánh.',
    'The dataset “{dataset}” has no delivery of {period} to compare with.',
  ),
  FOLDER_INSIDE: m(
    'Thư mục con không được mở; hãy nhận riêng thư mục đó nếu cần.',
    'A folder inside is not looked into; take it in by itself if it is wanted.',
  ),
  NO_DATA_FILE: m('Tài liệu đi kèm, không phải tệp dữ liệu.', 'A document, not a file of data.'),
  LAYOUT_TWICE: m(
    'Tệp “{path}” (mẫu “{dataset}”) có cột “{column}” nhiều lần, ở vị trí {places}. Hãy giữ một cột rồi nhận lại.',
    'The file “{path}” (layout “{dataset}”) has the column “{column}” several times, at places {places}. Keep one and import again.',
  ),
  LAYOUT_UNNAMED: m(
    'Tệp “{path}” (mẫu “{dataset}”) có cột thứ {column} không có tên: cuối dòng tiêu đề thừa dấu phân cách. Hãy bỏ dấu đó (ở mọi dòng) rồi nhận lại.',
    'The file “{path}” (layout “{dataset}”) has an unnamed column at place {column}: a delimiter too many at the end of the header. Take it away (in every line) and import again.',
  ),
  PERIOD_AMBIGUOUS: m(
    'Tên tệp “{path}” nói đến nhiều kỳ: {periods}. Hãy chọn kỳ của dữ liệu.',
    'The name of “{path}” speaks of several periods: {periods}. Choose the one of the data.',
  ),
  DATE_ORDER_ASK: m(
    'Cột “{column}” có ngày đọc được hai cách: “{text}” là {day} (ngày trước) hay {month} (tháng trước)? Hãy chọn cách viết ngày của tệp (--dates day hoặc month).',
    'The column “{column}” has dates that can be read two ways: “{text}” is {day} (day first) or {month} (month first)? Choose how the file writes dates (--dates day or month).',
  ),
  PARTS_OVERLAP: m(
    '“{first}” và “{second}” cùng bộ dữ liệu, cùng kỳ và có chung {rows} khóa ({key}), nên không phải hai phần của một đợt. Không nhận tệp nào; hãy chọn tệp đúng và nhận riêng tệp đó.',
    '“{first}” and “{second}” are of the same dataset and period and share {rows} keys ({key}), so they are not two parts of one delivery. Neither was taken in; choose the right one and import it alone.',
  ),
  WATCH_NO_FOLDER: m(
    'Chưa chọn thư mục theo dõi. Hãy chọn ở trang Nhận dữ liệu, hoặc nêu thư mục trong lệnh watch.',
    'No folder is watched. Choose one on the page of deliveries, or name it in the watch command.',
  ),
  TRIAL_NOTHING_BEFORE: m(
    'Bộ dữ liệu “{dataset}” chưa có kỳ nào để so sánh. Hãy nhận tệp; kỳ sau sẽ so được.',
    'The dataset “{dataset}” has no period to compare with yet. Take the file in; the next period can be compared.',
  ),
  PART_OR_REPLACEMENT: m(
    '“{file}” cùng bộ dữ liệu và cùng kỳ với “{current}” đã nhận, nhưng tên tệp không nói đây là phần thêm vào hay bản thay thế. Hãy chọn một (nhận riêng tệp này với --as part hoặc replacement).',
    '“{file}” is of the same dataset and period as “{current}”, which stands; its name does not say whether it is a further part or a replacement. Choose one (import it alone with --as part or replacement).',
  ),
  ROWS_UNACCOUNTED: m(
    'Đếm dòng của “{path}” không khớp: {expected} dòng, {found} dòng có chỗ. Không có gì được ghi; hãy báo lỗi này.',
    'The lines of “{path}” do not add up: {expected} lines, {found} accounted for. Nothing was written; report this fault.',
  ),
  FILES_NOT_TAKEN: m(
    '{failed} trong {files} tệp không nhận được: {names}. Lý do đứng cạnh từng tệp.',
    '{failed} of {files} files were not taken in: {names}. The reason stands beside each.',
  ),
} as const satisfies Record<string, Bilingual>
